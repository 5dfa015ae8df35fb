package org.waymark.notifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.HttpServerErrorException;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Status;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.contract.installation.InstallationEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.Installation;
import org.waymark.notifier.ScriptedSmtp;
import org.waymark.notifier.World;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.outbox.Outbox;

class DailyCheckTest {

    private static final String BUSY = "451 Busy";

    private static World late() {
        return World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").due("a-2", "2018-03-29");
    }

    @Test
    void a_reminder_reaches_the_mailbox_and_the_log_once() throws Exception {
        try (Installation installation = Installation.of(late())) {
            installation.at("2018-03-01T07:29");
            assertThat(installation.check().run().mails()).isZero();
            installation.at("2018-03-01T07:30");
            Report report = installation.check().run();
            Report again = installation.check().run();

            assertThat(report.items()).isEqualTo(2);
            assertThat(report.sent()).isEqualTo(1);
            assertThat(again.mails()).isZero();
            assertThat(installation.recordedMails()).containsExactly("mail-c-sam-2018-03-01 SENT");
            assertThat(installation.mailbox()).hasSize(1);
            MimeMessage message = installation.mailbox().getFirst();
            assertThat(message.getMessageID()).isEqualTo("<mail-c-sam-2018-03-01@waymark.example>");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getHeader("References")).containsExactly("<thread-kirklees-c-sam@waymark.example>");
            assertThat(message.getReplyTo()[0]).hasToString("Priya Nair <c-priya@kirklees.example>");
            assertThat(message.getAllRecipients()[0]).hasToString("Sam Okafor <c-sam@kirklees.example>");
            assertThat(message.getSentDate())
                    .isEqualTo(java.util.Date.from(java.time.Instant.parse("2018-03-01T07:30:00Z")));
            assertThat(message.getSubject()).isEqualTo("Carers plan: 2 dates coming");
            MimeMultipart parts = (MimeMultipart) message.getContent();
            assertThat(message.getContentType()).startsWith("multipart/mixed");
            assertThat(types(parts)).containsExactly("multipart/alternative", "text/calendar");
            assertThat(types((MimeMultipart) parts.getBodyPart(0).getContent()))
                    .containsExactly("text/plain", "text/html");
            assertThat(parts.getBodyPart(1).getContentType()).contains("method=PUBLISH");
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("dates.ics");
            assertThat(message.getSize()).isLessThan(40_000);
        }
    }

    @Test
    void a_woken_check_that_has_nothing_new_to_look_at_does_not_sweep_again() {
        try (Installation installation = Installation.of(late())) {
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().wake().result()).isEqualTo(Report.Result.DONE);
            assertThat(installation.check().wake().result()).isEqualTo(Report.Result.DONE);
            assertThat(installation.check().wake().result()).isEqualTo(Report.Result.NOTHING_NEW);
            installation.at("2018-03-02T07:30");
            assertThat(installation.check().wake().result()).isEqualTo(Report.Result.DONE);
        }
    }

    private static Installation nothingDue(World world) {
        Installation installation = Installation.of(world).at("2018-03-01T07:30");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> installation.check().wake().result() == Report.Result.NOTHING_NEW);
        return installation;
    }

    @Test
    void a_woken_check_sees_at_once_that_somebody_left() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-12-31");
        try (Installation installation = nothingDue(world)) {
            installation.at("2018-03-01T11:00");
            assertThat(installation.check().wake().result()).isEqualTo(Report.Result.NOTHING_NEW);
            installation.desk().contacts(world.on("2018-03-01").leaves("c-sam").contacts());

            Report report = installation.check().wake();

            assertThat(report.raised()).isEqualTo(1);
            assertThat(installation.recordedMails()).containsExactly("mail-c-priya-2018-03-01 SENT");
        }
    }

    @Test
    void a_woken_check_sees_at_once_that_somebody_went_away_or_came_back() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        List<Contact> before = world.contacts();
        List<Contact> away =
                world.away("c-sam", "2018-03-01", "2018-03-09", null).contacts();
        try (Installation installation = Installation.of(world)) {
            installation.desk().contacts(away);
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().wake().raised()).isEqualTo(1);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> installation.check().wake().result() == Report.Result.NOTHING_NEW);

            installation.desk().contacts(before);

            assertThat(installation.check().wake().resolved()).isEqualTo(1);
            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-priya-2018-03-01 SENT", "mail-c-sam-2018-03-01 SENT");
        }
    }

    @Test
    void three_notifiers_that_check_ten_times_at_once_send_everything_once() throws Exception {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 30; i++) {
            world.contact("c-lead-" + i, "Lead " + i, Contact.Role.LEAD, "party-" + i)
                    .action("a-" + i, World.date("2018-03-29"), "party-" + i);
        }
        try (Installation installation = Installation.of(world);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            installation.start("second", Map.of());
            installation.start("third", Map.of());
            installation.at("2018-03-01T07:30");
            List<Callable<Report>> runs = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                int notifier = i % 3;
                runs.add(() -> installation.check(notifier).run());
            }
            for (Future<Report> run : threads.invokeAll(runs)) {
                assertThat(run.get()).isNotNull();
            }

            assertThat(installation.mailbox()).hasSize(30);
            assertThat(installation.sentOnRecord()).isEqualTo(30);
            assertThat(installation.check().run().mails()).isZero();
        }
    }

    @Test
    void escalations_are_raised_as_commands_and_the_rungs_person_is_told_in_the_same_check() throws Exception {
        try (Installation installation = Installation.of(late())) {
            installation.at("2018-04-05T07:30");
            Report report = installation.check().run();

            assertThat(report.raised()).isEqualTo(2);
            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-ellen-2018-04-05 SENT", "mail-c-sam-2018-04-05 SENT");
            installation.check().run();
            assertThat(installation.desk().requests().stream().filter(path -> path.endsWith("raise-escalation")))
                    .hasSize(2);
        }
    }

    @Test
    void what_was_sent_is_recorded_by_the_next_check_when_the_record_could_not_be_made() throws Exception {
        try (Installation installation = Installation.of(late())) {
            installation.at("2018-03-01T07:30");
            installation.desk().broken(true);
            assertThatThrownBy(() -> installation.check().run()).isInstanceOf(HttpServerErrorException.class);
            assertThat(installation.mailbox()).hasSize(1);
            assertThat(installation.recordedMails()).isEmpty();

            installation.desk().broken(false);
            installation.check().run();

            assertThat(installation.mailbox()).hasSize(1);
            assertThat(installation.recordedMails()).containsExactly("mail-c-sam-2018-03-01 SENT");
        }
    }

    @Test
    void a_mail_that_was_being_handed_over_when_the_notifier_died_is_sent_again_once_as_the_same_message()
            throws Exception {
        try (Installation installation = Installation.of(late(), Map.of("waymark.mail.claim-timeout", "10m"))) {
            installation.at("2018-03-01T07:30");
            installation.desk().broken(true);
            assertThatThrownBy(() -> installation.check().run()).isInstanceOf(HttpServerErrorException.class);
            // As if it had died between the server's answer and noting it: the step to SENT never came
            leftWhileSending(installation, true);
            installation.desk().broken(false);

            installation.at("2018-03-01T07:31");
            Report report = installation.check().run();
            installation.check().run();

            assertThat(report.sent()).isEqualTo(1);
            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-sam-2018-03-01 OUTCOME_UNKNOWN", "mail-c-sam-2018-03-01 SENT");
            assertThat(installation.mailbox()).hasSize(2);
            assertThat(installation.mailbox().get(0).getMessageID())
                    .isEqualTo(installation.mailbox().get(1).getMessageID());
        }
    }

    @Test
    void a_mail_that_was_taken_but_not_handed_over_when_the_notifier_died_is_no_repeat() throws Exception {
        try (Installation installation = Installation.of(late(), Map.of("waymark.mail.claim-timeout", "10m"))) {
            installation.at("2018-03-01T07:30");
            installation.desk().broken(true);
            assertThatThrownBy(() -> installation.check().run()).isInstanceOf(HttpServerErrorException.class);
            // As if it had died between taking the mail and the mail server's readiness for its content
            leftWhileSending(installation, false);
            installation.desk().broken(false);

            installation.at("2018-03-01T07:31");
            assertThat(installation.check().run().sent()).isEqualTo(1);

            assertThat(installation.recordedMails()).containsExactly("mail-c-sam-2018-03-01 SENT");
        }
    }

    private static void leftWhileSending(Installation installation, boolean handedOver) {
        var database = installation.context().getBean(com.mongodb.client.MongoDatabase.class);
        database.getCollection("notifier_outbox")
                .updateMany(
                        new org.bson.Document(),
                        new org.bson.Document(
                                "$set",
                                new org.bson.Document("state", "SENDING")
                                        .append("handedOver", handedOver)
                                        .append("nextAttemptAt", 0L)));
    }

    @Test
    void a_refusal_for_now_is_tried_again_later_the_same_day() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(late(), Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.answer("c-sam@kirklees.example", "451 4.3.0 Busy, c-sam@kirklees.example, come back");
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().failed()).isEqualTo(1);
            assertThat(installation.check().run().failed())
                    .as("not before its pause is over")
                    .isZero();

            smtp.answer("c-sam@kirklees.example", "250 OK");
            installation.at("2018-03-01T07:31");
            assertThat(installation.check().run().sent()).isEqualTo(1);

            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-sam-2018-03-01 FAILED", "mail-c-sam-2018-03-01 SENT");
            assertThat(smtp.messages()).hasSize(1);
        }
    }

    @Test
    void the_pauses_between_tries_of_a_day_grow_and_the_last_one_repeats() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = Installation.of(
                        late(),
                        Map.of(
                                "spring.mail.port",
                                Integer.toString(smtp.port()),
                                "waymark.mail.retry-after",
                                "1m,5m,15m"))) {
            smtp.answer("c-sam@kirklees.example", BUSY);
            List<LocalTime> tries = new ArrayList<>();
            LocalDateTime morning = LocalDateTime.of(2018, 3, 1, 7, 30);
            for (LocalDateTime minute = morning;
                    minute.isBefore(morning.plusMinutes(60));
                    minute = minute.plusMinutes(1)) {
                installation.at(minute);
                if (installation.check().wake().failed() > 0) {
                    tries.add(minute.toLocalTime());
                }
            }

            assertThat(tries)
                    .containsExactly(
                            LocalTime.of(7, 30),
                            LocalTime.of(7, 31),
                            LocalTime.of(7, 36),
                            LocalTime.of(7, 51),
                            LocalTime.of(8, 6),
                            LocalTime.of(8, 21));
            smtp.answer("c-sam@kirklees.example", "250 OK");
            installation.at("2018-03-01T08:36");
            assertThat(installation.check().wake().sent()).isEqualTo(1);
            assertThat(smtp.messages()).hasSize(1);
        }
    }

    @Test
    void what_could_not_be_sent_on_its_day_stands_in_the_next_mail_as_far_as_it_is_still_true() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(late(), Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.answer("c-sam@kirklees.example", "451 Busy");
            installation.at("2018-03-01T07:30");
            installation.check().run();
            smtp.answer("c-sam@kirklees.example", "250 OK");

            installation.at("2018-03-02T07:30");
            Report report = installation.check().run();

            assertThat(report.items()).isEqualTo(2);
            assertThat(installation.recordedMails())
                    .containsExactly(
                            "mail-c-sam-2018-03-01 FAILED",
                            "mail-c-sam-2018-03-01 GIVEN_UP",
                            "mail-c-sam-2018-03-02 SENT");
        }
    }

    /** A notifier whose mail server is busy for everybody from half past seven on. */
    private static Installation busySince0730(World world, ScriptedSmtp smtp) {
        Installation installation = Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())));
        world.contacts().forEach(contact -> smtp.answer(contact.email(), BUSY));
        installation.at("2018-03-01T07:30");
        assertThat(installation.check().run().failed()).isPositive();
        installation.at("2018-03-01T10:00");
        return installation;
    }

    private static Report runAt1600(World world, ScriptedSmtp smtp, Installation installation) {
        world.contacts().forEach(contact -> smtp.answer(contact.email(), "250 OK"));
        installation.at("2018-03-01T16:00");
        return installation.check().wake();
    }

    private static ActionEvent.Completed completed(String actionId) {
        return new ActionEvent.Completed(actionId, Status.IN_PROGRESS, LocalDate.of(2018, 3, 1), null);
    }

    private static ActionEvent.LeadReassigned reassigned(String actionId, String from, String to) {
        return new ActionEvent.LeadReassigned(actionId, Leads.of(from), Leads.of(to), FreeText.of("Moved"));
    }

    @Test
    void what_was_completed_while_its_mail_waited_is_not_in_it_and_the_rest_goes_out_that_day() throws Exception {
        World world = late();
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = busySince0730(world, smtp)) {
            installation.desk().append(completed("a-1"));

            Report report = runAt1600(world, smtp, installation);

            assertThat(report.sent()).isEqualTo(1);
            assertThat(report.mails()).as("written down since").isZero();
            assertThat(smtp.messages())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("Message-ID: <mail-c-sam-2018-03-01@waymark.example>", "Do a-2")
                    .doesNotContain("Do a-1");
            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-sam-2018-03-01 FAILED", "mail-c-sam-2018-03-01 SENT");
            assertThat(installation.check().wake().result()).isEqualTo(Report.Result.DONE);
            assertThat(installation.check().wake().result()).isEqualTo(Report.Result.NOTHING_NEW);
        }
    }

    @Test
    void what_was_handed_on_while_its_mail_waited_is_told_to_the_new_lead_alone() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = busySince0730(world, smtp)) {
            installation.desk().append(reassigned("a-1", "carers", "council"));

            runAt1600(world, smtp, installation);

            assertThat(smtp.messages())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("c-kim@kirklees.example", "Do a-1");
            assertThat(installation.recordedMails())
                    .containsExactlyInAnyOrder(
                            "mail-c-sam-2018-03-01 FAILED",
                            "mail-c-sam-2018-03-01 GIVEN_UP",
                            "mail-c-kim-2018-03-01 SENT");
            assertThat(installation.answersOnRecord())
                    .contains("451 Busy Withdrawn before it was sent: what it said is no longer so.");
        }
    }

    @Test
    void whoever_left_while_their_mail_waited_gets_none_and_governance_hears_that_day() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = busySince0730(world, smtp)) {
            installation.desk().contacts(world.on("2018-03-01").leaves("c-sam").contacts());

            runAt1600(world, smtp, installation);

            assertThat(smtp.messages())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("c-priya@kirklees.example", "Do a-1");
            assertThat(installation.recordedMails())
                    .containsExactlyInAnyOrder(
                            "mail-c-sam-2018-03-01 FAILED",
                            "mail-c-sam-2018-03-01 GIVEN_UP",
                            "mail-c-priya-2018-03-01 SENT");
        }
    }

    @Test
    void who_stands_in_since_the_mail_was_written_gets_what_it_said() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = busySince0730(world, smtp)) {
            installation
                    .desk()
                    .contacts(world.away("c-sam", "2018-03-01", "2018-03-09", "c-kim")
                            .contacts());

            runAt1600(world, smtp, installation);

            assertThat(smtp.messages())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("c-kim@kirklees.example", "Do a-1");
        }
    }

    @Test
    void what_came_up_while_a_mail_waited_stands_in_it() throws Exception {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .action("a-2", World.kind(Timescale.Kind.ONGOING), "council");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = busySince0730(world, smtp)) {
            installation.desk().append(reassigned("a-2", "council", "carers"));

            runAt1600(world, smtp, installation);

            assertThat(smtp.messages())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("Do a-1", "Do a-2");
            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-sam-2018-03-01 FAILED", "mail-c-sam-2018-03-01 SENT");
        }
    }

    @Test
    void what_was_completed_before_its_mails_turn_in_a_busy_minute_leaves_no_trace() throws Exception {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", World.date("2018-03-29"), "council")
                .due("a-2", "2018-03-29");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = Installation.of(
                        world,
                        Map.of("spring.mail.port", Integer.toString(smtp.port()), "waymark.mail.per-minute", "1"))) {
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().waiting()).isEqualTo(1);
            installation.desk().append(completed("a-2"));
            installation.at("2018-03-01T07:32");

            assertThat(installation.check().wake().sent()).isZero();

            assertThat(installation.recordedMails()).containsExactly("mail-c-kim-2018-03-01 SENT");
            assertThat(smtp.messages()).hasSize(1);
        }
    }

    @Test
    void what_was_completed_while_all_mail_was_stopped_is_not_sent_when_it_goes_out_again_that_day() throws Exception {
        World world = late();
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = busySince0730(world, smtp)) {
            installation
                    .desk()
                    .append(List.of(
                            new InstallationEvent.MailStopped(InstallationCommand.ID, FreeText.of("Wrong words")),
                            completed("a-1")));
            assertThat(runAt1600(world, smtp, installation).sent()).isZero();
            installation
                    .desk()
                    .append(new InstallationEvent.MailResumed(InstallationCommand.ID, FreeText.of("Put right")));

            assertThat(installation.check().wake().sent()).isEqualTo(1);

            assertThat(smtp.messages())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("Do a-2")
                    .doesNotContain("Do a-1");
        }
    }

    @Test
    void what_the_mail_server_may_have_already_is_repeated_in_the_same_words_whatever_happened_since()
            throws Exception {
        World world = late();
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.hangUpBehindNextMessage();
            installation.at("2018-03-01T07:30");
            installation.check().run();
            installation.desk().append(completed("a-1"));

            installation.check().run();

            assertThat(smtp.messages())
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message)
                            .contains("Message-ID: <mail-c-sam-2018-03-01@waymark.example>", "Do a-1", "Do a-2"));
        }
    }

    @Test
    void an_address_that_is_refused_for_good_is_marked_and_governance_hears_of_it() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(late(), Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.answer("c-sam@kirklees.example", "550 5.1.1 <c-sam@kirklees.example>: unknown");
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().givenUp()).isEqualTo(1);
            assertThat(installation.desk().contacts())
                    .filteredOn(Contact::undeliverable)
                    .extracting(Contact::contactId)
                    .containsExactly("c-sam");

            installation.at("2018-03-02T07:30");
            assertThat(installation.check().run().raised()).isEqualTo(2);
            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-sam-2018-03-01 GIVEN_UP", "mail-c-priya-2018-03-02 SENT");
            assertThat(smtp.messages()).hasSize(1);
            assertThat(smtp.messages().getFirst()).contains("c-priya@kirklees.example");
        }
    }

    /** Sam and Kim have an action each, and the mail server knows neither of them. */
    private static Installation unknownToServer(ScriptedSmtp smtp) {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .action("a-2", World.date("2018-03-29"), "council");
        smtp.answer("c-sam@kirklees.example", "550 5.1.1 Unknown");
        smtp.answer("c-kim@kirklees.example", "550 5.1.1 Unknown");
        return Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))
                .at("2018-03-01T07:30");
    }

    private static List<String> undeliverable(Installation installation) {
        return installation.desk().contacts().stream()
                .filter(Contact::undeliverable)
                .map(Contact::contactId)
                .toList();
    }

    private static String markOf(String contactId) {
        return "/api/directory/contacts/" + contactId + "/undeliverable";
    }

    @Test
    void whoever_could_not_be_marked_because_the_check_broke_is_marked_by_the_next_one() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = unknownToServer(smtp)) {
            installation.desk().broken(true);
            assertThatThrownBy(() -> installation.check().run()).isInstanceOf(HttpServerErrorException.class);
            assertThat(undeliverable(installation)).isEmpty();
            installation.desk().broken(false);

            Report next = installation.check().wake();

            assertThat(undeliverable(installation)).containsExactly("c-kim", "c-sam");
            assertThat(next.raised()).as("in the same check").isEqualTo(2);
            assertThat(installation.recordedMails())
                    .contains("mail-c-kim-2018-03-01 GIVEN_UP", "mail-c-sam-2018-03-01 GIVEN_UP");
        }
    }

    @Test
    void somebody_who_was_forgotten_or_is_just_being_changed_keeps_nobody_else_from_being_marked() throws Exception {
        for (int status : new int[] {404, 412}) {
            try (ScriptedSmtp smtp = new ScriptedSmtp();
                    Installation installation = unknownToServer(smtp)) {
                installation.desk().refuse(markOf("c-kim"), status);

                installation.check().run();

                assertThat(undeliverable(installation)).containsExactly("c-sam");
                installation.check().wake();
                assertThat(undeliverable(installation))
                        .as("after %d", status)
                        .containsExactlyElementsOf(status == 404 ? List.of("c-sam") : List.of("c-kim", "c-sam"));
            }
        }
    }

    @Test
    void an_address_that_was_put_right_before_its_mark_was_made_is_not_marked() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = unknownToServer(smtp)) {
            installation.desk().broken(true);
            assertThatThrownBy(() -> installation.check().run()).isInstanceOf(HttpServerErrorException.class);
            installation.desk().broken(false);
            installation
                    .desk()
                    .contacts(world.otherAddress("c-sam", "sam@carers.example").contacts());

            installation.check().wake();

            assertThat(undeliverable(installation)).containsExactly("c-kim");
        }
    }

    @Test
    void whoever_is_said_to_be_reached_again_is_written_to_and_the_next_refusal_marks_them_anew() throws Exception {
        World world = late();
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.answer("c-sam@kirklees.example", "550 5.1.1 Unknown");
            installation.at("2018-03-01T07:30");
            installation.check().run();
            assertThat(undeliverable(installation)).containsExactly("c-sam");
            installation.desk().contacts(world.contacts());
            installation.check().wake();
            assertThat(undeliverable(installation))
                    .as("a refusal is concluded from once")
                    .isEmpty();

            smtp.answer("c-sam@kirklees.example", "250 OK");
            installation.at("2018-03-02T07:30");
            assertThat(installation.check().run().sent()).isEqualTo(1);
            smtp.answer("c-sam@kirklees.example", "550 5.1.1 Unknown");
            installation.at("2018-03-15T07:30");
            installation.check().run();

            assertThat(undeliverable(installation)).containsExactly("c-sam");
        }
    }

    /** Checks on these days at half past seven, with Sam's mail refused for what it says. */
    private static void contentRefusedOn(Installation installation, ScriptedSmtp smtp, String... days) {
        smtp.answerToContent("c-sam@kirklees.example", "554 5.7.1 Looks like spam");
        for (String day : days) {
            installation.at(day + "T07:30");
            assertThat(installation.check().run().givenUp()).isPositive();
            installation.check().run();
        }
    }

    @Test
    void who_got_two_days_mails_in_a_row_refused_for_what_they_say_is_marked_and_governance_hears_that_day()
            throws Exception {
        World world = late();
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            contentRefusedOn(installation, smtp, "2018-03-01");
            assertThat(undeliverable(installation)).isEmpty();

            contentRefusedOn(installation, smtp, "2018-03-02");

            assertThat(undeliverable(installation)).containsExactly("c-sam");
            assertThat(installation.recordedMails())
                    .containsExactly(
                            "mail-c-sam-2018-03-01 GIVEN_UP",
                            "mail-c-sam-2018-03-02 GIVEN_UP",
                            "mail-c-priya-2018-03-02 SENT");
        }
    }

    @Test
    void a_mail_that_was_taken_in_between_begins_the_count_anew() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").due("a-2", "2018-03-30");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            contentRefusedOn(installation, smtp, "2018-03-01");
            smtp.answerToContent("c-sam@kirklees.example", "250 OK");
            installation.at("2018-03-02T07:30");
            assertThat(installation.check().run().sent()).isEqualTo(1);

            contentRefusedOn(installation, smtp, "2018-03-15");
            assertThat(undeliverable(installation)).isEmpty();
            contentRefusedOn(installation, smtp, "2018-03-16");
            assertThat(undeliverable(installation)).containsExactly("c-sam");
        }
    }

    @Test
    void where_the_mail_server_refuses_what_everybody_gets_nobody_is_marked() throws Exception {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .action("a-2", World.date("2018-03-29"), "council");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.answerToContent("c-kim@kirklees.example", "554 5.7.1 Looks like spam");
            contentRefusedOn(installation, smtp, "2018-03-01", "2018-03-02");

            assertThat(undeliverable(installation)).isEmpty();
        }
    }

    @Test
    void a_sender_that_the_mail_server_does_not_take_is_no_readers_matter_and_the_mail_is_tried_again()
            throws Exception {
        World world = late();
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.answerToSender("550 5.7.1 Not you");
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().failed()).isEqualTo(1);
            smtp.answerToSender("554 5.7.1 Not you");
            installation.at("2018-03-01T09:30");
            assertThat(installation.check().run().failed()).isEqualTo(1);
            smtp.answerToSender("250 OK");
            installation.at("2018-03-01T12:00");

            assertThat(installation.check().run().sent()).isEqualTo(1);
            assertThat(undeliverable(installation)).isEmpty();
            assertThat(installation.recordedMails())
                    .containsExactly("mail-c-sam-2018-03-01 FAILED", "mail-c-sam-2018-03-01 SENT");
            assertThat(installation.answersOnRecord()).containsExactly("550 5.7.1 Not you");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "554 5.7.1 <c-sam@kirklees.example>: Relay access denied",
                "550 5.4.1 Recipient address rejected: Access denied",
                "550 5.3.0 The system is at rest",
                "503 5.5.1 Say hello first",
                "550 5.1.8 <waymark@waymark.example>: Sender address rejected: Domain not found"
            })
    void a_mail_server_that_refuses_everybody_when_the_recipient_is_named_marks_nobody_and_is_tried_again(String words)
            throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = unknownToServer(smtp)) {
            smtp.answer("c-sam@kirklees.example", words);
            smtp.answer("c-kim@kirklees.example", words);
            for (String time : List.of("07:30", "07:31", "12:00")) {
                installation.at("2018-03-01T" + time);
                Report report = installation.check().run();
                assertThat(report.failed())
                        .as("the round ends with the mail that found it so")
                        .isEqualTo(1);
                assertThat(report.givenUp()).isZero();
            }
            assertThat(undeliverable(installation)).isEmpty();
            smtp.answer("c-sam@kirklees.example", "250 OK");
            smtp.answer("c-kim@kirklees.example", "250 OK");
            installation.at("2018-03-01T16:00");

            assertThat(installation.check().run().sent()).isEqualTo(2);
            assertThat(undeliverable(installation)).isEmpty();
        }
    }

    @Test
    void who_is_let_through_on_no_two_days_while_others_are_is_marked_and_holds_nobody_up() throws Exception {
        World world = late().contact("c-zoe", "Zoe", Contact.Role.LEAD, "housing")
                .action("a-3", World.date("2018-03-29"), "housing");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.answer("c-sam@kirklees.example", "550 5.4.1 Recipient address rejected: Access denied");
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().sent())
                    .as("as far as is known, nobody is served")
                    .isZero();
            assertThat(installation.check().run().sent()).isEqualTo(1);
            assertThat(undeliverable(installation)).isEmpty();

            installation.at("2018-03-02T07:30");
            installation.check().run();

            assertThat(undeliverable(installation)).containsExactly("c-sam");
            assertThat(installation.answersOnRecord().getLast()).contains("550 5.4.1");
        }
    }

    @Test
    void a_mail_that_is_taken_at_a_later_try_of_its_day_counts_for_no_refusal() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").due("a-2", "2018-03-30");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            for (String day : List.of("2018-03-01", "2018-03-02")) {
                smtp.answer("c-sam@kirklees.example", "554 5.7.1 Not before eight");
                installation.at(day + "T07:30");
                assertThat(installation.check().run().failed()).isEqualTo(1);
                smtp.answer("c-sam@kirklees.example", "250 OK");
                installation.at(day + "T08:00");
                assertThat(installation.check().run().sent()).isEqualTo(1);
            }
            assertThat(undeliverable(installation)).isEmpty();
        }
    }

    @Test
    void a_refusal_of_everybody_that_does_not_say_what_for_marks_nobody_and_one_of_one_reader_does() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = unknownToServer(smtp)) {
            smtp.answer("c-sam@kirklees.example", "554 Relaying denied");
            smtp.answer("c-kim@kirklees.example", "554 Relaying denied");
            assertThat(installation.check().run().givenUp()).isEqualTo(2);
            assertThat(undeliverable(installation)).isEmpty();

            smtp.answer("c-kim@kirklees.example", "250 OK");
            installation.at("2018-03-02T07:30");
            assertThat(installation.check().run().sent()).isEqualTo(1);

            assertThat(undeliverable(installation)).containsExactly("c-sam");
        }
    }

    @Test
    void a_sender_that_no_mail_can_come_from_is_refused_at_start() {
        for (String from : List.of("Waymark <waymark@council.example", "nonsense", "")) {
            assertThatThrownBy(() -> Installation.of(late(), Map.of("waymark.mail.from", from)))
                    .as(from)
                    .rootCause()
                    .hasMessageStartingWith("Set waymark.mail.from to one e-mail address");
        }
    }

    @Test
    void an_officers_address_that_cannot_be_written_down_is_no_readers_matter() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        try (Installation installation = Installation.of(world)) {
            installation
                    .desk()
                    .contacts(world.otherAddress("c-priya", "priya at kirklees").contacts());
            installation.at("2018-03-01T07:30");

            assertThat(installation.check().run().sent()).isEqualTo(1);
            assertThat(installation.mailbox().getFirst().getHeader("Reply-To")).isNull();
            assertThat(undeliverable(installation)).isEmpty();
        }
    }

    @Test
    void a_connection_that_breaks_behind_a_message_leaves_one_outcome_unknown_and_goes_on_with_the_rest()
            throws Exception {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", World.date("2018-03-29"), "carers")
                .action("a-2", World.date("2018-03-29"), "council");
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            smtp.hangUpBehindNextMessage();
            installation.at("2018-03-01T07:30");
            installation.check().run();
            installation.check().run();
            installation.check().run();

            assertThat(installation.recordedMails())
                    .containsExactly(
                            "mail-c-kim-2018-03-01 OUTCOME_UNKNOWN",
                            "mail-c-sam-2018-03-01 SENT",
                            "mail-c-kim-2018-03-01 SENT");
            assertThat(smtp.messages()).hasSize(3);
        }
    }

    @Test
    void many_mails_go_over_one_connection() throws Exception {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 20; i++) {
            world.contact("c-lead-" + i, "Lead " + i, Contact.Role.LEAD, "party-" + i)
                    .action("a-" + i, World.date("2018-03-29"), "party-" + i);
        }
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(world, Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().sent()).isEqualTo(20);
            assertThat(smtp.connections()).isEqualTo(1);
        }
    }

    @Test
    void while_mail_is_stopped_nothing_is_written_down_or_sent() throws Exception {
        World world = World.adoptedOn("2018-01-02").action("a-1", World.kind(Timescale.Kind.ONGOING), "carers");
        try (Installation installation = Installation.of(world, Map.of("waymark.mail.enabled", "false"))) {
            installation
                    .desk()
                    .append(new org.waymark.contract.group.GroupEvent.MeetingScheduled(
                            "g-board", "m-1", java.time.LocalDate.of(2018, 7, 17)));
            installation.at("2018-06-25T07:30");
            assertThat(installation.check().run().mails()).isZero();
            assertThat(installation.context().getBean(Outbox.class).counts()).isEmpty();
            assertThat(installation.mailbox()).isEmpty();
        }
    }

    @Test
    void mail_that_was_stopped_on_the_record_goes_out_once_when_it_is_let_again_and_a_restart_changes_nothing()
            throws Exception {
        try (Installation installation = Installation.of(late())) {
            installation
                    .desk()
                    .append(new InstallationEvent.MailStopped(InstallationCommand.ID, FreeText.of("Wrong addresses")));
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().mails()).isZero();
            installation.start("restarted", Map.of());
            assertThat(installation.check(1).run().mails()).isZero();
            installation
                    .desk()
                    .append(new InstallationEvent.InstallationTextRedacted(
                            InstallationCommand.ID, 1, "d1", "Names a person"));
            assertThat(installation.check(1).run().mails()).isZero();
            assertThat(installation.mailbox()).isEmpty();

            installation
                    .desk()
                    .append(new InstallationEvent.MailResumed(InstallationCommand.ID, FreeText.of("Put right")));
            assertThat(installation.check(1).wake().sent()).isEqualTo(1);
            assertThat(installation.check().run().mails()).isZero();
            assertThat(installation.recordedMails()).containsExactly("mail-c-sam-2018-03-01 SENT");
        }
    }

    @Test
    void the_setting_stops_mail_whatever_is_on_the_record() throws Exception {
        try (Installation installation = Installation.of(late(), Map.of("waymark.mail.enabled", "false"))) {
            installation
                    .desk()
                    .append(List.of(
                            new InstallationEvent.MailStopped(InstallationCommand.ID, FreeText.of("Wrong addresses")),
                            new InstallationEvent.MailResumed(InstallationCommand.ID, FreeText.of("Put right"))));
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().mails()).isZero();
            assertThat(installation.mailbox()).isEmpty();
        }
    }

    @Test
    void addresses_outside_the_allowed_domains_are_kept_back_and_shown() throws Exception {
        try (Installation installation =
                Installation.of(late(), Map.of("waymark.mail.allowed-domains", "council.example"))) {
            installation.at("2018-03-01T07:30");
            installation.check().run();

            assertThat(installation.mailbox()).isEmpty();
            assertThat(installation.recordedMails()).containsExactly("mail-c-sam-2018-03-01 GIVEN_UP");
        }
    }

    @Test
    void a_mail_server_elsewhere_is_refused_at_start() {
        assertThatThrownBy(() -> Installation.of(late(), Map.of("spring.mail.host", "192.0.2.1")))
                .rootCause()
                .hasMessageContaining("waymark.mail.loopback-only");
    }

    @Test
    void nobody_without_a_token_hears_how_the_check_stands() throws Exception {
        try (Installation installation = Installation.of(late());
                HttpClient http = HttpClient.newHttpClient()) {
            String port = installation.context().getEnvironment().getProperty("local.server.port");
            HttpResponse<String> refused = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/notifier/status"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/notifier/status"))
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + installation
                                                    .context()
                                                    .getBean(org.waymark.notifier.identity.ServiceToken.class)
                                                    .current())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("problems/not-signed-in");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"mailEnabled\":true");
        }
    }

    private static String askForALink(Installation installation, String body) throws Exception {
        installation.context().getBean(Agendas.class).awaitHead(Duration.ofSeconds(10));
        String port = installation.context().getEnvironment().getProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/notifier/links"))
                                    .header(
                                            "Authorization",
                                            "Bearer "
                                                    + installation
                                                            .context()
                                                            .getBean(org.waymark.notifier.identity.ServiceToken.class)
                                                            .current())
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void a_new_link_goes_to_its_owner_once_a_day_and_stands_in_the_way_of_no_digest() throws Exception {
        try (Installation installation = Installation.of(late())) {
            installation.at("2018-03-01T07:00");
            String wanted = "{\"contactId\":\"c-sam\",\"actionId\":\"a-1\"}";
            assertThat(askForALink(installation, wanted)).isEqualTo("{\"written\":true}");
            assertThat(askForALink(installation, wanted)).isEqualTo("{\"written\":false}");
            assertThat(askForALink(installation, "{\"contactId\":\"c-sam\"}")).contains("false");
            assertThat(askForALink(installation, "{\"contactId\":\"c-kim\",\"actionId\":\"a-1\"}"))
                    .as("leads nothing of it")
                    .contains("false");

            assertThat(installation.check().wake().sent()).isEqualTo(1);
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().sent()).isEqualTo(1);

            assertThat(installation.recordedMails())
                    .containsExactly("link-c-sam-2018-03-01 SENT", "mail-c-sam-2018-03-01 SENT");
            assertThat(installation.mailbox().getFirst().getSubject()).isEqualTo("Carers plan: the link you asked for");
            installation.at("2018-03-02T07:00");
            assertThat(askForALink(installation, "{\"contactId\":\"c-sam\"}")).contains("true");
        }
    }

    @Test
    void a_new_link_that_was_asked_for_before_midnight_or_an_outage_goes_out_within_two_days() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = Installation.of(
                        World.adoptedOn("2018-01-02").due("a-1", "2018-12-31"),
                        Map.of("spring.mail.port", Integer.toString(smtp.port())))) {
            installation.at("2018-03-01T23:59:30");
            askForALink(installation, "{\"contactId\":\"c-sam\"}");
            installation.at("2018-03-02T00:00");
            assertThat(installation.check().wake().sent()).isEqualTo(1);

            smtp.answerToSender(BUSY);
            installation.at("2018-03-05T21:00");
            askForALink(installation, "{\"contactId\":\"c-sam\"}");
            installation.check().run();
            installation.at("2018-03-07T21:00");
            installation.check().run();
            smtp.answerToSender("250 OK");
            installation.at("2018-03-07T23:00");
            assertThat(installation.check().wake().sent()).isEqualTo(1);
            assertThat(smtp.messages())
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message).contains("the link you asked for"));

            smtp.answerToSender(BUSY);
            installation.at("2018-03-12T21:00");
            askForALink(installation, "{\"contactId\":\"c-sam\"}");
            installation.check().run();
            installation.at("2018-03-15T00:00");
            installation.check().run();
            smtp.answerToSender("250 OK");
            installation.at("2018-03-15T07:30");
            assertThat(installation.check().run().sent()).isZero();
            assertThat(installation.recordedMails())
                    .containsExactly(
                            "link-c-sam-2018-03-01 SENT",
                            "link-c-sam-2018-03-05 FAILED",
                            "link-c-sam-2018-03-05 SENT",
                            "link-c-sam-2018-03-12 FAILED",
                            "link-c-sam-2018-03-12 GIVEN_UP");
        }
    }

    private static List<String> types(MimeMultipart parts) throws Exception {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            types.add(part.getContentType().replaceAll("(?s);.*", "").strip());
        }
        return types;
    }
}
