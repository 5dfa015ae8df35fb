package org.waymark.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.sweep.Due;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.Situation;
import org.waymark.notifier.sweep.Sweep;

class MailTest {

    @Test
    void a_lead_reads_what_is_late_then_what_is_wanted_then_what_happens_next() {
        World world = World.adoptedOn("2018-01-02").meeting("m-1", "2018-07-17").due("a-late", "2018-05-31");
        for (int i = 1; i <= 5; i++) {
            world.action("a-" + i, World.kind(Timescale.Kind.ONGOING), Status.IN_PROGRESS, Rating.NONE, "carers");
        }
        world.on("2018-06-25");

        Renderer.Rendered mail = mailTo("c-sam", world);

        assertThat(mail.subject()).isEqualTo("Carers plan: 1 late, 6 updates wanted by Monday 2 July");
        assertThat(mail.text()).isEqualTo("""
                Dear Sam Okafor,

                The Carers Strategy Group meets on Tuesday 17 July. Please say where
                these 6 Carers Count actions stand by Monday 2 July. Each takes about a
                minute.

                LATE: 1

                7.6  Do a-late
                  Due 31 May 2018, 25 days ago. Theme: 7 Wellbeing. Rated amber.
                  The board will ask why, and for a date it can rely on. Your escalation
                  contact has been told.
                  Answer for 7.6: https://waymark.example/actions/a-late

                UPDATE WANTED: 5

                7.7  Do a-1
                  Ongoing. Theme: 7 Wellbeing. No rating.
                  No update yet.
                  Answer for 7.7: https://waymark.example/actions/a-1

                7.8  Do a-2
                  Ongoing. Theme: 7 Wellbeing. No rating.
                  No update yet.
                  Answer for 7.8: https://waymark.example/actions/a-2

                7.9  Do a-3
                  Ongoing. Theme: 7 Wellbeing. No rating.
                  No update yet.
                  Answer for 7.9: https://waymark.example/actions/a-3

                And two more: 7.10, 7.11

                All 6 on one page: https://waymark.example/plans/kirklees?party=carers

                WHAT HAPPENS NEXT

                We ask once more on Thursday 28 June. An action still silent on Monday 2
                July goes to your escalation contact, and the board's paper says so.

                While an action is late we write once a week. 7 days late it goes to
                your escalation contact, 28 days late to the governance officer, 56 days
                late to the chair.

                Not yours? Reply to this mail and say who leads it now.

                --
                You get this as contact of Carers Count. Waymark writes at most once a
                day, and not when nothing is due. Questions: reply to this mail; it
                reaches the governance officer.
                """.replace("\n--\n", "\n-- \n"));
    }

    @Test
    void governance_reads_the_take_on_report() {
        World world = World.withDraft("2018-09-03")
                .due("a-1", "2018-08-31")
                .action("a-2", World.kind(Timescale.Kind.NONE))
                .action("a-3", World.date("2019-08-31"), "all-partners")
                .on("2018-09-13")
                .adopt();

        Renderer.Rendered mail = mailTo("c-priya", world);

        assertThat(mail.subject()).isEqualTo("Carers plan: take-on report");
        assertThat(mail.text().replaceAll("\\s+", " "))
                .contains("with 3 open actions: 1 already late, 2 with a gap", "No lead: 1.", "Nobody to write to: 1.")
                .contains(
                        "No date: 1.", "Already late: 1.", "on 20 September 2018, 11 October 2018 and 8 November 2018");
    }

    @Test
    void every_kind_of_line_has_its_words_and_both_forms_say_the_same() {
        for (Renderer.Rendered mail : everyKindOfMail()) {
            assertThat(words(mail.text().replaceAll(":?\\s+https?://\\S+", "")))
                    .isEqualTo(words(Jsoup.parse(mail.html()).body().text()));
            assertThat(mail.text().lines().filter(line -> !line.contains("://")))
                    .allMatch(line -> line.length() <= 72);
            assertThat(mail.html()).doesNotContain("<img", "src=", "@import", " th:");
            assertThat(mail.text()).doesNotContain("{", "null", "PT");
        }
    }

    @Test
    void a_mail_about_three_hundred_actions_stays_small() {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 300; i++) {
            world.due("a-" + i, "2018-03-29");
        }
        world.on("2018-03-01");

        Renderer.Rendered mail = mailTo("c-sam", world);

        assertThat((mail.text() + mail.html()).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(40_000);
        assertThat(mail.text()).contains("And 297 more:", "and 237 others");
    }

    @Test
    void what_people_typed_cannot_become_markup() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-sam", "Sam <b>Okafor</b>", Contact.Role.LEAD, "carers")
                .due("a-1", "2018-03-29")
                .on("2018-03-01");

        assertThat(mailTo("c-sam", world).html()).contains("Sam &lt;b&gt;Okafor&lt;/b&gt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.8.8", "::1"})
    void a_mail_server_on_this_machine_is_taken(String host) {
        LoopbackGuard.check(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "mail.waymark.invalid", "0.0.0.0", " "})
    void any_other_mail_server_is_refused(String host) {
        assertThatThrownBy(() -> LoopbackGuard.check(host))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("loopback-only");
    }

    private static List<Renderer.Rendered> everyKindOfMail() {
        World late = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .action("a-2", World.date("2018-04-27"), Status.NOT_STARTED, Rating.RED, "carers")
                .action("a-3", World.kind(Timescale.Kind.CONDITIONAL), "council")
                .action("a-4", World.kind(Timescale.Kind.UNREADABLE), "carers")
                .meeting("m-1", "2018-05-15")
                .on("2018-02-01")
                .slip("a-2", "2018-04-28")
                .slip("a-2", "2018-04-30")
                .on("2018-04-24")
                .reassign("a-3", "carers")
                .propose("a-1", "r-1", "2018-06-30");
        World ellen = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").on("2018-04-05");
        World lead = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").on("2018-05-30");
        World papers = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").meeting("m-1", "2018-07-17");
        papers.on("2018-06-29").check();
        papers.on("2018-07-02");
        return List.of(
                mailTo("c-sam", late),
                mailTo("c-priya", late),
                mailTo("c-ellen", ellen),
                mailTo("c-chris", lead),
                mailTo("c-sam", lead),
                mailTo("c-priya", papers));
    }

    /** What this person would get on the world's day, escalations of that day included. */
    private static Renderer.Rendered mailTo(String contactId, World world) {
        for (Due.Raise raise : world.sweep().raise()) {
            world.happen(new org.waymark.contract.action.ActionEvent.EscalationRaised(
                    raise.actionId(), World.PLAN, raise.escalation(), 0));
        }
        Situation situation = world.situation(LocalTime.of(7, 30));
        DueDigest due = Sweep.sweep(situation).digests().stream()
                .filter(digest -> digest.contactId().equals(contactId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is due for " + contactId));
        Contact contact = situation.contacts().find(contactId);
        return new Renderer()
                .render(new Composer("https://waymark.example/")
                        .compose(
                                due,
                                java.util.Objects.requireNonNull(contact),
                                situation.agenda(),
                                Sweep.planDays(situation)));
    }

    private static String words(String text) {
        return text.toLowerCase(java.util.Locale.UK)
                .replaceAll("(?m)^-- $", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
