package org.waymark.notifier.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Properties;
import javax.net.SocketFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sockets that send at once what they are given (TCP_NODELAY). Jakarta Mail writes a mail in pieces of 8 KiB; without this the
 * last of them waits until the mail server confirms the piece before, which many systems put off by 40 ms (RFC 9293, 3.7.4).
 */
public final class PromptSocketFactory extends SocketFactory {

    private static final String FACTORY = "mail.smtp.socketFactory";

    private final SocketFactory sockets = SocketFactory.getDefault();

    /** Has a sender use such sockets, with STARTTLS too; a factory of the settings' own stays. Encryption from the start has its own. */
    public static void in(JavaMailSenderImpl sender) {
        Properties properties = sender.getJavaMailProperties();
        if (!properties.containsKey(FACTORY + ".class")) {
            in(properties);
            sender.setJavaMailProperties(properties);
        }
    }

    /** Has sessions of these properties use such sockets. */
    public static void in(Properties properties) {
        properties.put(FACTORY, new PromptSocketFactory());
        // Otherwise a server that refuses is asked a second time, past this factory
        properties.setProperty(FACTORY + ".fallback", "false");
    }

    @Override
    public Socket createSocket() throws IOException {
        return prompt(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return prompt(sockets.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return prompt(sockets.createSocket(host, port, local, localPort));
    }

    private static Socket prompt(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
