package org.waymark.notifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.waymark.notifier.Installation;
import org.waymark.notifier.World;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.directory.Contact;

class ManyActionsTest {

    private static final int PEOPLE = 200;
    private static final int ACTIONS = 10_000;

    /** The goal is 5 s on two quiet cores; a build machine is not quiet. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void ten_thousand_due_actions_reach_two_hundred_people_and_the_log_in_one_check() throws Exception {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < PEOPLE; i++) {
            world.contact("c-lead-" + i, "Lead " + i, Contact.Role.LEAD, "party-" + i);
        }
        try (Installation installation = Installation.of(world)) {
            for (int i = 0; i < ACTIONS; i += 500) {
                installation.desk().append(World.actions(i, 500, PEOPLE));
            }
            installation.context().getBean(Agendas.class).awaitHead(Duration.ofSeconds(60));
            installation.at("2018-03-01T07:30");

            Report report = installation.check().run();

            System.out.printf(
                    Locale.UK, "%,d lines in %d mails in %d ms%n", report.items(), report.sent(), report.millis());
            assertThat(report.items()).isEqualTo(ACTIONS);
            assertThat(report.sent()).isEqualTo(PEOPLE);
            assertThat(installation.sentOnRecord()).isEqualTo(PEOPLE);
            assertThat(Duration.ofMillis(report.millis())).isLessThan(BOUND);
        }
    }
}
