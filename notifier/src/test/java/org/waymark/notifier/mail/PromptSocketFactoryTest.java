package org.waymark.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class PromptSocketFactoryTest {

    private final PromptSocketFactory factory = new PromptSocketFactory();

    @Test
    void every_socket_sends_at_once() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, loopback)) {
            int port = server.getLocalPort();
            String host = loopback.getHostAddress();
            assertPrompt(factory.createSocket());
            assertPrompt(factory.createSocket(host, port));
            assertPrompt(factory.createSocket(host, port, loopback, 0));
            assertPrompt(factory.createSocket(loopback, port));
            assertPrompt(factory.createSocket(loopback, port, loopback, 0));
        }
    }

    private static void assertPrompt(Socket socket) throws IOException {
        try (socket) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void a_factory_that_the_settings_name_stays() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.socketFactory.class", "com.example.Sockets");
        sender.setJavaMailProperties(properties);

        PromptSocketFactory.in(sender);

        assertThat(sender.getSession().getProperties()).doesNotContainKey("mail.smtp.socketFactory");
    }
}
