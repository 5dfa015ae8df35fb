package org.waymark.notifier.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.waymark.notifier.Installation;
import org.waymark.notifier.ScriptedSmtp;
import org.waymark.notifier.World;
import org.waymark.notifier.check.Report;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.mail.PromptSocketFactory;

/** How mail gets to a mail server that asks for a password or for encryption, is busy, or is not there. */
class DeliveryTest {

    private static final String SENT = "mail-c-sam-2018-03-01 SENT";

    private static World due() {
        return World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
    }

    private static World peopleDue(int people) {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < people; i++) {
            world.contact("c-lead-" + i, "Lead " + i, Contact.Role.LEAD, "party-" + i)
                    .action("a-" + i, World.date("2018-03-29"), "party-" + i);
        }
        return world;
    }

    private static Map<String, String> with(int port, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("spring.mail.port", Integer.toString(port)));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static GreenMail asksForPassword() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("waymark@waymark.example", "waymark", "a-password-of-the-tests");
        server.start();
        return server;
    }

    @Test
    void a_mail_server_that_knows_the_user_takes_the_mail() throws Exception {
        GreenMail server = asksForPassword();
        try (Installation installation = Installation.of(
                due(),
                with(
                        server.getSmtp().getPort(),
                        "spring.mail.username",
                        "waymark",
                        "spring.mail.password",
                        "a-password-of-the-tests",
                        "spring.mail.properties.mail.smtp.auth",
                        "true"))) {
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().sent()).isEqualTo(1);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_wrong_password_is_no_fault_of_the_recipient_and_stands_in_the_log() throws Exception {
        GreenMail server = asksForPassword();
        try (Installation installation = Installation.of(
                due(),
                with(
                        server.getSmtp().getPort(),
                        "spring.mail.username",
                        "waymark",
                        "spring.mail.password",
                        "another-password",
                        "spring.mail.properties.mail.smtp.auth",
                        "true"))) {
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().failed()).isEqualTo(1);
            assertThat(installation.recordedMails()).containsExactly("mail-c-sam-2018-03-01 FAILED");
            assertThat(installation.answersOnRecord())
                    .containsExactly("The mail server does not accept the user name or password.");
            assertThat(installation.desk().contacts()).noneMatch(Contact::undeliverable);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_mail_server_with_encryption_from_the_start_takes_the_mail_where_its_certificate_is_trusted()
            throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            int port = server.getSmtps().getPort();
            try (Installation trusting = Installation.of(
                    due(),
                    with(
                            port,
                            "spring.mail.protocol",
                            "smtps",
                            "spring.mail.properties.mail.smtps.ssl.trust",
                            "127.0.0.1",
                            "spring.mail.properties.mail.smtps.ssl.checkserveridentity",
                            "false"))) {
                trusting.at("2018-03-01T07:30");
                assertThat(trusting.check().run().sent()).isEqualTo(1);
                assertThat(server.getReceivedMessages()).hasSize(1);
            }
            try (Installation careful = Installation.of(due(), with(port, "spring.mail.protocol", "smtps"))) {
                careful.at("2018-03-01T07:30");
                assertThat(careful.check().run().failed()).isEqualTo(1);
                assertThat(careful.answersOnRecord())
                        .containsExactly("The mail server offers no encryption that this installation trusts.");
                assertThat(server.getReceivedMessages()).hasSize(1);
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void where_starttls_is_required_nothing_goes_out_in_the_clear() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = Installation.of(
                        due(),
                        with(
                                smtp.port(),
                                "spring.mail.properties.mail.smtp.starttls.enable",
                                "true",
                                "spring.mail.properties.mail.smtp.starttls.required",
                                "true"))) {
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().failed()).isEqualTo(1);
            assertThat(installation.answersOnRecord())
                    .containsExactly("The mail server offers no encryption that this installation trusts.");
            assertThat(smtp.messages()).isEmpty();
        }
    }

    @Test
    void a_mail_server_with_starttls_takes_the_mail_encrypted_where_its_certificate_is_trusted() throws Exception {
        try (ScriptedSmtp smtp = ScriptedSmtp.offeringStartTls()) {
            try (Installation trusting = Installation.of(
                    due(),
                    with(
                            smtp.port(),
                            "spring.mail.properties.mail.smtp.starttls.required",
                            "true",
                            "spring.mail.properties.mail.smtp.ssl.trust",
                            "127.0.0.1",
                            "spring.mail.properties.mail.smtp.ssl.checkserveridentity",
                            "false"))) {
                trusting.at("2018-03-01T07:30");
                assertThat(trusting.check().run().sent()).isEqualTo(1);
                assertThat(smtp.messages()).hasSize(1);
            }
            try (Installation careful = Installation.of(
                    due(), with(smtp.port(), "spring.mail.properties.mail.smtp.starttls.required", "true"))) {
                careful.at("2018-03-01T07:30");
                assertThat(careful.check().run().failed()).isEqualTo(1);
                assertThat(careful.answersOnRecord())
                        .containsExactly("The mail server offers no encryption that this installation trusts.");
                assertThat(smtp.messages()).hasSize(1);
            }
        }
    }

    @Test
    void no_more_mails_go_out_in_a_minute_than_are_allowed_and_the_rest_follows() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation =
                        Installation.of(peopleDue(5), with(smtp.port(), "waymark.mail.per-minute", "2"))) {
            installation.at("2018-03-01T07:30");
            Report first = installation.check().run();
            assertThat(first.sent()).isEqualTo(2);
            assertThat(first.waiting()).isEqualTo(3);
            assertThat(installation.check().run().sent()).isZero();
            installation.at("2018-03-01T07:31:01");
            assertThat(installation.check().wake().sent()).isEqualTo(2);
            installation.at("2018-03-01T07:32:02");
            assertThat(installation.check().wake().sent()).isEqualTo(1);
            assertThat(smtp.messages()).hasSize(5);
        }
    }

    @Test
    void a_mail_server_that_is_not_there_is_tried_with_one_mail_and_the_others_lose_nothing() throws Exception {
        int nobody = portOfNobody();
        try (Installation installation = Installation.of(peopleDue(5), with(nobody))) {
            installation.at("2018-03-01T07:30");
            Report report = installation.check().run();
            assertThat(report.failed()).isEqualTo(1);
            assertThat(report.waiting()).isEqualTo(5);
            assertThat(installation.answersOnRecord()).containsExactly("The mail server cannot be reached.");
            assertThat(installation.context().getBean(Outbox.class).counts()).containsValues(1, 4);
        }
    }

    @Test
    void no_piece_of_a_mail_waits_for_the_one_before_it_to_be_confirmed() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = Installation.of(due(), with(smtp.port()))) {
            assertThat(installation
                            .context()
                            .getBean(JavaMailSenderImpl.class)
                            .getSession()
                            .getProperties()
                            .get("mail.smtp.socketFactory"))
                    .isInstanceOf(PromptSocketFactory.class);
        }
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void what_becomes_of_mails_is_counted() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp();
                Installation installation = Installation.of(peopleDue(2), with(smtp.port()))) {
            smtp.hangUpBehindNextMessage();
            installation.at("2018-03-01T07:30");
            installation.check().run();
            installation.check().run();

            MeterRegistry meters = installation.context().getBean(MeterRegistry.class);
            assertThat(meters.get("waymark.mails")
                            .tag("state", "outcome-unknown")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("waymark.mails")
                            .tag("state", "sent")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(meters.get("waymark.mails.repeated").counter().count()).isEqualTo(1);
            assertThat(meters.get("waymark.mail.handover").timer().count()).isEqualTo(3);
        }
    }

    @Test
    void one_reader_has_one_thread_for_each_plan() throws Exception {
        try (Installation installation = Installation.of(due())) {
            installation.at("2018-03-01T07:30");
            installation.check().run();
            installation.at("2018-03-15T07:30");
            installation.check().run();

            assertThat(installation.mailbox()).hasSize(2).allSatisfy(message -> {
                assertThat(message.getHeader("References")).containsExactly("<thread-kirklees-c-sam@waymark.example>");
                assertThat(message.getHeader("In-Reply-To")).containsExactly("<thread-kirklees-c-sam@waymark.example>");
            });
            assertThat(installation.recordedMails()).startsWith(SENT);
        }
    }
}
