package org.waymark.notifier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.notifier.Installation;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

/**
 * Everybody who is due hears of it, whatever breaks. Notifiers are killed one after the other at moments of which the mail
 * server knows: an address was named, a message was kept. The server drops, delays and refuses in turn, and some addresses
 * it does not know: whose they are is marked, and governance hears. A fifth of it in every build, all of it with
 * {@code -Pfaults}.
 */
class FaultRunTest {

    private static final boolean FULL = "full".equals(System.getProperty("waymark.faults"));
    private static final int DUE = FULL ? 1_000 : 200;
    private static final int KILLS = FULL ? 50 : 10;
    private static final Instant MORNING = Instant.parse("2018-03-01T07:30:00Z");

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nobody_who_is_due_is_missed_and_each_repeat_is_the_same_message_and_on_record(@TempDir Path directory)
            throws Exception {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < DUE; i++) {
            world.contact("c-lead-" + i, "Lead " + i, Contact.Role.LEAD, "party-" + i);
        }
        Path keptFile = directory.resolve("kept");
        Path errors = directory.resolve("errors");
        try (Installation installation = Installation.of(world);
                Child smtp = new Child(KeepingSmtp.class, errors, List.of(keptFile.toString()))) {
            installation.desk().append(World.actions(0, DUE, DUE));
            String port = smtp.await("ready ").substring("ready ".length());
            Set<String> withheld = new HashSet<>();
            killOneAfterTheOther(installation, port, smtp, withheld, errors);
            report(installation, Files.readAllLines(keptFile), withheld);
        }
    }

    private static void killOneAfterTheOther(
            Installation installation, String port, Child smtp, Set<String> withheld, Path errors) throws Exception {
        Random random = new Random(7);
        String offset = Duration.between(Instant.now(), MORNING).toString();
        Child next = notifier(installation, port, offset, errors);
        try {
            for (int kill = 1; kill <= KILLS; kill++) {
                Child working = next;
                next = notifier(installation, port, offset, errors);
                try (working) {
                    working.await("ready");
                    working.say("go");
                    // Some thirty lines for the notifier's share of the mails: a name and a message each, and the
                    // faults
                    int lines = 1 + random.nextInt(2 * DUE / KILLS - 1);
                    while (lines > 0) {
                        String line = smtp.next();
                        assertThat(working.told("done") || working.told("ended"))
                                .as("kill %d comes in the middle", kill)
                                .isFalse();
                        if (line != null) {
                            note(line, withheld);
                            lines--;
                        }
                    }
                    working.kill();
                }
            }
            next.await("ready");
            next.say("go");
            next.await("done");
            for (String line = smtp.next(); line != null; line = smtp.next()) {
                note(line, withheld);
            }
        } finally {
            next.close();
        }
    }

    private static void note(String line, Set<String> withheld) {
        if (line.startsWith("withheld ")) {
            withheld.add(line.substring("withheld ".length()));
        }
    }

    private static Child notifier(Installation installation, String port, String offset, Path errors)
            throws IOException {
        return new Child(
                NotifierProcess.class,
                errors,
                List.of(
                        offset,
                        "--server.port=0",
                        "--spring.mongodb.uri=" + installation.databaseUri(),
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=" + port,
                        "--waymark.command-service.url=" + installation.desk().url(),
                        "--waymark.identity.secret=" + Installation.SECRET,
                        "--waymark.notifier.instance=killed",
                        "--waymark.notifier.schedule.enabled=false",
                        "--waymark.mail.retry-after=50ms,100ms"));
    }

    private static void report(Installation installation, List<String> kept, Set<String> withheld)
            throws InterruptedException {
        List<String> toLeads =
                kept.stream().filter(line -> line.contains(" c-lead-")).toList();
        Map<String, Long> copies = toLeads.stream()
                .map(line -> line.substring(0, line.indexOf('@')))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Set<String> repeated = new TreeSet<>();
        copies.forEach((mail, count) -> {
            if (count > 1) {
                repeated.add(mail);
            }
        });
        Set<String> byKills = new TreeSet<>(repeated);
        byKills.removeIf(mail -> withheld.contains(mail + "@waymark.example"));
        Set<String> lost = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        for (int i = 0; i < DUE; i++) {
            String lead = "c-lead-" + i;
            String mail = "mail-" + lead + "-2018-03-01";
            if (!KeepingSmtp.knows(lead + "@kirklees.example")) {
                unknown.add(lead);
            } else if (!copies.containsKey(mail)) {
                lost.add(mail);
            }
        }
        System.out.printf(
                Locale.UK,
                "Fault run: %,d due, %,d accepted, %,d unknown to the mail server, %,d lost, %d repeated after %d kills, %d repeated after %d answers kept"
                        + " back by the mail server%n",
                DUE,
                kept.size(),
                unknown.size(),
                lost.size(),
                byKills.size(),
                KILLS,
                repeated.size() - byKills.size(),
                withheld.size());
        List<String> recorded = installation.recordedMails();
        assertThat(lost).isEmpty();
        assertThat(copies)
                .hasSize(DUE - unknown.size())
                .allSatisfy((_, count) -> assertThat(count).isLessThanOrEqualTo(2));
        assertThat(toLeads.stream().distinct())
                .as("each repeat is the same message")
                .hasSize(DUE - unknown.size());
        assertThat(installation.desk().contacts())
                .filteredOn(Contact::undeliverable)
                .extracting(Contact::contactId)
                .containsExactlyInAnyOrderElementsOf(unknown);
        assertThat(unknown)
                .isNotEmpty()
                .allSatisfy(lead -> assertThat(recorded).contains("mail-" + lead + "-2018-03-01 GIVEN_UP"));
        assertThat(kept).as("governance hears").anyMatch(line -> line.contains(" c-priya@"));
        assertThat(byKills).hasSizeLessThanOrEqualTo(KILLS);
        assertThat(repeated).allSatisfy(mail -> assertThat(recorded).contains(mail + " OUTCOME_UNKNOWN"));
        assertThat(copies.keySet())
                .allSatisfy(mail -> assertThat(recorded).containsAnyOf(mail + " SENT", mail + " OUTCOME_UNKNOWN"));
    }
}
