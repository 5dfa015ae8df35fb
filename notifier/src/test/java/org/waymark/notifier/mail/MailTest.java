package org.waymark.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.link.PersonalLink;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

class MailTest {

    private static final LinkSeal SEAL = Written.SEAL;

    @Test
    void a_lead_reads_what_is_late_then_what_is_wanted_then_what_happens_next() {
        World world = World.adoptedOn("2018-01-02").meeting("m-1", "2018-07-17").due("a-late", "2018-05-31");
        for (int i = 1; i <= 5; i++) {
            world.action("a-" + i, World.kind(Timescale.Kind.ONGOING), Status.IN_PROGRESS, Rating.NONE, "carers");
        }
        world.on("2018-06-25");

        Renderer.Rendered mail = mailTo("c-sam", world);

        assertThat(mail.subject()).isEqualTo("Carers plan: 1 late, 6 updates wanted by Monday 2 July");
        assertThat(withLinksNamed(mail.text())).isEqualTo("""
                Dear Sam Okafor,

                The Carers Strategy Group meets on Tuesday 17 July. Please say where
                these 6 Carers Count actions stand by Monday 2 July. Each takes about a
                minute; no account is needed.

                LATE: 1

                7.6  Do a-late
                  Due 31 May 2018, 25 days ago. Theme: 7 Wellbeing. Rated amber.
                  The board will ask why, and for a date it can rely on. Your escalation
                  contact has been told.
                  Answer: https://waymark.example/a/{a-late}

                UPDATE WANTED: 5

                7.7  Do a-1
                  Ongoing. Theme: 7 Wellbeing. No rating.
                  No update yet.
                  Answer: https://waymark.example/a/{a-1}

                7.8  Do a-2
                  Ongoing. Theme: 7 Wellbeing. No rating.
                  No update yet.
                  Answer: https://waymark.example/a/{a-2}

                7.9  Do a-3
                  Ongoing. Theme: 7 Wellbeing. No rating.
                  No update yet.
                  Answer: https://waymark.example/a/{a-3}

                And two more: 7.10, 7.11

                All 6 on one page: https://waymark.example/m/{all}

                WHAT HAPPENS NEXT

                We ask once more on Thursday 28 June. An action still silent on Monday 2
                July goes to your escalation contact, and the board's paper says so.

                While an action is late we write once a week. 7 days late it goes to
                your escalation contact, 28 days late to the governance officer, 56 days
                late to the chair.

                Not yours? Open the action and choose "Not ours".

                --
                You get this as contact of Carers Count. Waymark writes at most once a
                day, and not when nothing is due. The links are yours alone and end on
                24 August 2018. Questions: reply to this mail; it reaches the governance
                officer.
                Once a week is enough, or you are away? Say so here: https://waymark.example/m/{all}/mail
                """.replace("\n--\n", "\n-- \n"));
    }

    /** The text with what each link opens in place of its token, and the actions by name. */
    private static String withLinksNamed(String text) {
        return Pattern.compile("/([am])/([A-Za-z0-9_-]+)").matcher(text).replaceAll(found -> {
            PersonalLink link = SEAL.open(found.group(2)).orElseThrow();
            assertThat(link.kind().path()).isEqualTo(found.group(1));
            return "/" + found.group(1) + "/{" + (link.actionId() == null ? "all" : link.actionId()) + "}";
        });
    }

    private static List<PersonalLink> linksOf(Renderer.Rendered mail) {
        return Jsoup.parse(mail.html()).select("a").eachAttr("href").stream()
                .filter(address -> address.matches("https://waymark.example/[am]/[^/]*"))
                .map(address -> SEAL.open(address.replaceFirst("https://waymark.example/[am]/", ""))
                        .orElseThrow())
                .toList();
    }

    @Test
    void a_leads_mail_has_one_link_for_each_action_and_one_for_all_and_each_is_the_readers_own() {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 7; i++) {
            world.due("a-" + i, "2018-03-29");
        }
        world.on("2018-03-01");

        Renderer.Rendered mail = mailTo("c-sam", world);

        List<PersonalLink> links = linksOf(mail);
        assertThat(links).allSatisfy(link -> {
            assertThat(link.contactId()).isEqualTo("c-sam");
            assertThat(link.issued()).isEqualTo("2018-03-01");
            assertThat(link.series()).isZero();
        });
        assertThat(links.stream().map(PersonalLink::actionId).filter(java.util.Objects::nonNull))
                .containsExactlyInAnyOrder("a-0", "a-1", "a-2", "a-3", "a-4", "a-5", "a-6");
        assertThat(links)
                .filteredOn(link -> link.kind() == PersonalLink.Kind.MINE)
                .hasSize(1);
        assertThat(Jsoup.parse(mail.html()).select("a").eachAttr("href"))
                .allMatch(address ->
                        address.matches("https://waymark.example/([am]/[A-Za-z0-9_-]+|m/[A-Za-z0-9_-]+/mail)"));
    }

    @Test
    void a_milestone_is_told_with_its_own_date_and_a_report_with_the_group_that_waits_for_it() {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-12-31")
                .milestone("a-1", "s-1", World.date("2018-02-28"))
                .report("d-1", "2018-03-29", "carers")
                .on("2018-03-01");

        Renderer.Rendered mail = mailTo("c-sam", world);

        assertThat(mail.subject()).contains("1 milestone late").contains("1 report due");
        assertThat(mail.text().replaceAll("\\s+", " "))
                .containsIgnoringCase("Milestones late: 1")
                .contains("Milestone \"Step s-1\": Due 28 February 2018, 1 day ago.")
                .contains("Six monthly report, to the Carers Strategy Group. Due 29 March 2018, in 28 days.");
    }

    @Test
    void a_deputy_reads_for_whom_the_mail_is() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-rani", "Rani Gill", Contact.Role.MEMBER)
                .away("c-sam", "2018-02-26", "2018-03-09", "c-rani")
                .due("a-1", "2018-03-29")
                .on("2018-03-01");

        Renderer.Rendered mail = mailTo("c-rani", world);

        assertThat(mail.text().replaceAll("\\s+", " "))
                .contains("Dear Rani Gill, You get this in place of Sam Okafor, who is away until 9 March 2018.");
        assertThat(linksOf(mail))
                .containsExactly(PersonalLink.answer("c-rani", "a-1", LocalDate.parse("2018-03-01"), 0));
    }

    @Test
    void the_same_mail_has_the_same_links_to_the_byte() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").on("2018-03-01");
        assertThat(mailTo("c-sam", world)).isEqualTo(mailTo("c-sam", world));
    }

    @Test
    void an_escalation_contact_answers_by_link_and_an_officer_and_a_chair_open_pages() {
        World ellen = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").on("2018-04-05");
        assertThat(linksOf(mailTo("c-ellen", ellen)))
                .containsExactly(PersonalLink.answer("c-ellen", "a-1", LocalDate.parse("2018-04-05"), 0));
        World late = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").on("2018-05-30");
        Renderer.Rendered chairs = mailTo("c-chris", late);
        assertThat(linksOf(chairs)).isEmpty();
        assertThat(chairs.html()).contains("https://waymark.example/actions/a-1");
        assertThat(chairs.text()).doesNotContain("The links are yours alone");
    }

    @Test
    void governance_reads_that_a_lead_says_it_is_not_theirs() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-06-29").on("2018-03-01");
        world.happen(new org.waymark.contract.action.ActionEvent.LeadChangeProposed(
                "a-1", "r-1", Leads.of("carers"), Leads.none(), FreeText.of("Pathways took it over")));
        world.on("2018-03-02");

        Renderer.Rendered mail = mailTo("c-priya", world);

        assertThat(mail.text().replaceAll("\\s+", " "))
                .contains("the lead said that it is not theirs. Until you answer, it stays with them.")
                .contains("Answer the proposal: https://waymark.example/actions/a-1");
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
                    .isEqualTo(words(briefly(Jsoup.parse(mail.html()))));
            assertThat(mail.text().lines().filter(line -> !line.contains("://")))
                    .allMatch(line -> line.length() <= 72);
            assertThat(mail.html()).doesNotContain("<img", "src=", "@import", " th:");
            assertThat(mail.text()).doesNotContain("{", "null", "PT");
        }
    }

    @Test
    void a_mail_about_three_hundred_actions_stays_small() throws Exception {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 300; i++) {
            world.due("a-" + i, "2018-03-29");
        }
        world.on("2018-03-01");

        Renderer.Rendered mail = Written.to("c-sam", world);

        ByteArrayOutputStream onTheWire = new ByteArrayOutputStream();
        Written.message("c-sam", world, mail).writeTo(onTheWire);
        System.out.printf("300 actions: %,d bytes on the wire%n", onTheWire.size());
        assertThat(onTheWire.size()).isLessThan(40_000);
        assertThat(mail.text()).contains("And 297 more:", "and 237 others");
    }

    @Test
    void the_first_mail_says_why_it_comes_who_holds_the_data_and_whom_to_ask_and_the_next_ones_do_not() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").on("2018-03-01");

        String first = oneLine(Written.to("c-sam", world));
        String own = oneLine(Written.to(
                "c-sam", world, new NotifierProperties.Installation("Kirklees Council", "data@kirklees.example", "")));
        String text = oneLine(Written.to(
                "c-sam", world, new NotifierProperties.Installation("", "", "The council holds it. See its notice.")));
        String next = oneLine(mailTo("c-sam", world));

        assertThat(first)
                .contains("This is the first mail that you get from Waymark, which keeps the Carers plan")
                .contains("You are named as a contact of Carers Count, which leads actions of the Carers plan.")
                .contains("Your name and e-mail address are held by the body that runs this installation")
                .contains("UK GDPR, article 6(1)(e)")
                .contains("reply to this mail");
        assertThat(own).contains("are held by Kirklees Council").contains("You can also ask data@kirklees.example.");
        assertThat(text).contains("The council holds it. See its notice.").doesNotContain("UK GDPR");
        assertThat(next).doesNotContain("first mail", "UK GDPR");
    }

    @Test
    void dates_to_come_go_with_the_mail_and_a_moved_one_replaces_itself() {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .due("a-late", "2018-02-28")
                .on("2018-03-01");
        Renderer.Rendered before = mailTo("c-sam", world);
        VEvent first = onlyDate(before);

        world.slip("a-1", "2018-04-05").on("2018-03-08");
        Renderer.Rendered mail = mailTo("c-sam", world);
        VEvent moved = onlyDate(mail);

        assertThat(moved.getUid().getValue()).isEqualTo("date-a-1@waymark.example");
        assertThat(moved.getUid()).isEqualTo(first.getUid());
        assertThat(moved.getSequence().getValue())
                .isGreaterThan(first.getSequence().getValue());
        assertThat(before.calendar()).contains("DTSTART;VALUE=DATE:20180329");
        assertThat(mail.calendar())
                .contains("METHOD:PUBLISH", "DTSTART;VALUE=DATE:20180405")
                .doesNotContain("https://");
        assertThat(mail.text()).contains("as a file for your calendar");
    }

    @Test
    void the_date_of_an_action_that_was_closed_is_cancelled_in_the_next_mail_and_no_mail_is_sent_for_it() {
        World world = World.adoptedOn("2018-01-02").due("a-done", "2018-03-29").due("a-1", "2018-04-30");
        assertThat(world.checkUntil("2018-03-05")).containsExactly("2018-03-01 REMINDER_BEFORE a-done c-sam");
        int sent = (int) ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), LocalDate.of(2018, 1, 2));

        world.on("2018-03-06").complete("a-done");
        assertThat(world.checkUntil("2018-03-28")).isEmpty();
        Renderer.Rendered next = Written.to("c-sam", world.on("2018-03-29"));

        List<VEvent> events = Biweekly.parse(next.calendar()).first().getEvents();
        assertThat(events).hasSize(2);
        VEvent gone = events.getLast();
        assertThat(gone.getUid().getValue()).isEqualTo("date-a-done@waymark.example");
        assertThat(gone.getStatus().isCancelled()).isTrue();
        assertThat(gone.getSequence().getValue()).isGreaterThan(sent);
        assertThat(gone.getSummary().getValue()).startsWith("Complete: ");
        assertThat(events.getFirst().getStatus()).isNull();
        assertThat(oneLine(next)).contains("takes out the date of one action that has been closed");

        assertThat(world.checkUntil("2018-04-13")).containsExactly("2018-03-29 REMINDER_BEFORE a-1 c-sam");
        assertThat(Written.to("c-sam", world.on("2018-04-16")).calendar()).doesNotContain("a-done");
    }

    @Test
    void who_handed_an_action_on_hears_nothing_of_its_end_and_who_took_it_over_does() {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .due("a-2", "2018-04-30")
                .action("a-3", World.date("2018-04-30"), "council");
        world.checkUntil("2018-03-05");
        world.on("2018-03-06").reassign("a-1", "council");
        assertThat(world.checkUntil("2018-03-15"))
                .containsExactly("2018-03-06 HANDOVER a-1 c-kim", "2018-03-15 REMINDER_BEFORE a-1 c-kim");
        world.on("2018-03-16").complete("a-1").on("2018-03-29");

        Renderer.Rendered former = Written.to("c-sam", world);
        Renderer.Rendered last = Written.to("c-kim", world);

        assertThat(former.calendar()).contains("date-a-2@").doesNotContain("date-a-1@", "CANCELLED");
        assertThat(oneLine(former)).doesNotContain("has been closed", "a-1");
        assertThat(last.calendar()).contains("date-a-1@", "CANCELLED");
    }

    @Test
    void governance_reads_who_cannot_be_written_to_and_why() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-mo", "Mo Ali", Contact.Role.MEMBER)
                .members("c-mo", "c-gone")
                .due("a-1", "2018-12-31")
                .leaves("c-chris")
                .away("c-ellen", "2018-01-01", "2018-01-19", null)
                .undeliverable("c-mo");

        Renderer.Rendered mail = Written.to("c-priya", world);

        assertThat(mail.subject()).isEqualTo("Carers plan: 4 people cannot be written to");
        assertThat(oneLine(mail))
                .contains("Chris Lowe, chair of the Carers Strategy Group, has left.")
                .contains("Mo Ali, member of the Carers Strategy Group: mail came back for good.")
                .contains("Somebody, member of the Carers Strategy Group, is not in the directory any more.")
                .contains("Ellen Webb, escalation contact of Carers Count, is away until 19 January 2018, and nobody"
                        + " stands in.")
                .contains("what they would answer for goes to whoever comes next");
    }

    @Test
    void an_action_that_was_opened_again_comes_back_into_the_calendar() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-04-30");
        world.checkUntil("2018-04-02");
        world.on("2018-04-03").complete("a-1");
        world.on("2018-04-10")
                .happen(new ActionEvent.Reopened(
                        "a-1", Status.COMPLETE, Status.IN_PROGRESS, FreeText.of("One session is missing")));

        VEvent again = onlyDate(Written.to("c-sam", world.on("2018-04-16")));

        assertThat(again.getStatus()).isNull();
        assertThat(again.getSequence().getValue())
                .isGreaterThan((int) ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), LocalDate.of(2018, 4, 3)));
    }

    private static VEvent onlyDate(Renderer.Rendered mail) {
        List<VEvent> events = Biweekly.parse(mail.calendar()).first().getEvents();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static String oneLine(Renderer.Rendered mail) {
        return mail.text().replaceAll("\\s+", " ");
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

    private static Renderer.Rendered mailTo(String contactId, World world) {
        return Written.to(contactId, world.writtenTo(contactId));
    }

    /** A button says what it is about; before an address the text around it does. */
    private static String briefly(Document html) {
        html.select("a")
                .forEach(link -> link.text(link.text()
                        .replaceFirst("^(Answer|Open) (for )?\\d[^ ]*$", "$1")
                        .replaceFirst("^(Answer the proposal) about .*", "$1")
                        .replaceFirst("^Answer all", "All")));
        return html.body().text();
    }

    private static String words(String text) {
        return text.toLowerCase(java.util.Locale.UK)
                .replaceAll("(?m)^-- $", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
