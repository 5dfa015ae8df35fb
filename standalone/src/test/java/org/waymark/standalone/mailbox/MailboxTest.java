package org.waymark.standalone.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Every mail arrives and can be read; nothing but this machine can reach the server. */
class MailboxTest {

    private final Mailbox mailbox = Mailbox.start();

    @AfterEach
    void stop() {
        mailbox.close();
    }

    private void send(String to, String subject, Instant at) throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(Mailbox.HOST);
        sender.setPort(mailbox.port());
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        MimeMessageHelper message = new MimeMessageHelper(sender.createMimeMessage(), true, "UTF-8");
        message.setFrom("waymark@waymark.example", "Waymark");
        message.setTo(to);
        message.setSubject(subject);
        message.setSentDate(Date.from(at));
        message.setText("Text: naïve – ’quoted’", "<p>HTML: naïve</p>");
        sender.send(message.getMimeMessage());
    }

    @Test
    void a_mail_is_kept_with_both_its_parts() throws Exception {
        send("sam@carerscount.example", "1 late, 9 updates wanted", Instant.parse("2018-06-25T06:30:00Z"));

        assertThat(mailbox.count()).isEqualTo(1);
        Letter letter = mailbox.letters().getFirst();
        assertThat(letter.to()).isEqualTo("sam@carerscount.example");
        assertThat(letter.from()).contains("waymark@waymark.example");
        assertThat(letter.subject()).isEqualTo("1 late, 9 updates wanted");
        assertThat(letter.text()).contains("naïve – ’quoted’");
        assertThat(letter.html()).contains("<p>HTML: naïve</p>");
        assertThat(letter.headers()).containsKey("MIME-Version");
        assertThat(mailbox.letter(letter.id())).contains(letter);
        assertThat(mailbox.letter("none")).isEmpty();
    }

    @Test
    void the_newest_mail_stands_first() throws Exception {
        send("a@b.example", "older", Instant.parse("2018-06-22T06:30:00Z"));
        send("c@d.example", "newer", Instant.parse("2018-06-25T06:30:00Z"));

        assertThat(mailbox.letters()).extracting(Letter::subject).containsExactly("newer", "older");
    }

    @Test
    void the_server_listens_on_the_loopback_address_only() throws Exception {
        Optional<InetAddress> other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .findFirst();

        try (Socket loopback = new Socket(Mailbox.HOST, mailbox.port())) {
            assertThat(loopback.isConnected()).isTrue();
        }
        if (other.isPresent()) {
            try (Socket outside = new Socket()) {
                assertThatThrownBy(() -> outside.connect(new InetSocketAddress(other.get(), mailbox.port()), 2000))
                        .isInstanceOf(IOException.class);
            }
        }
    }
}
