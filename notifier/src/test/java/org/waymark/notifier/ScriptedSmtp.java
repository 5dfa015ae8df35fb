package org.waymark.notifier;

import com.icegreen.greenmail.util.GreenMail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers as it is told: for an address a refusal, or no answer at all behind the message. It can offer
 * STARTTLS (RFC 3207), and then takes a message only over what was encrypted.
 */
public final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket socket;
    private final @Nullable SSLContext encryption;
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> refusalsOfContent = new ConcurrentHashMap<>();
    private volatile String answerToSender = "250 OK";
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile boolean hangUpBehindData;
    private volatile int connections;

    public ScriptedSmtp() {
        this(null);
    }

    private ScriptedSmtp(@Nullable SSLContext encryption) {
        this.encryption = encryption;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** With STARTTLS and the certificate that the mail server of tests brings with it, which nobody trusts unasked. */
    public static ScriptedSmtp offeringStartTls() {
        char[] password = "changeit".toCharArray();
        try (InputStream file = Objects.requireNonNull(GreenMail.class.getResourceAsStream("/greenmail.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new ScriptedSmtp(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of the tests cannot be used", e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Answers so when this recipient is named; {@code 250 OK} to take the address again. */
    public void answer(String address, String answer) {
        refusals.put(address, answer);
    }

    /** Answers so to whatever is sent to this recipient, behind the message; {@code 250 OK} to take it again. */
    public void answerToContent(String address, String answer) {
        refusalsOfContent.put(address, answer);
    }

    /** Answers so to whoever says that they send a mail. */
    public void answerToSender(String answer) {
        answerToSender = answer;
    }

    /** Takes the next message in, and hangs up instead of saying so. */
    public void hangUpBehindNextMessage() {
        hangUpBehindData = true;
    }

    /** Everything taken in, as it came over the wire. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    public int connections() {
        return connections;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections++;
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (converse(client, true)) {
                SSLContext context = Objects.requireNonNull(encryption);
                try (SSLSocket encrypted =
                        (SSLSocket) context.getSocketFactory().createSocket(client, null, false)) {
                    converse(encrypted, false);
                }
            }
        } catch (IOException e) {
            // The client is gone
        }
    }

    /** Until the client leaves, or (then true) is about to encrypt. */
    private boolean converse(Socket client, boolean clear) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8);
        if (clear) {
            say(out, "220 ready");
        }
        boolean offers = clear && encryption != null;
        String address = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(out, offers ? "250-ready\r\n250 STARTTLS" : "250 OK");
                case "STAR" -> {
                    say(out, "220 go on");
                    return true;
                }
                case "MAIL" -> say(out, answerToSender);
                case "RCPT" -> {
                    address = line.replaceAll(".*<|>.*", "");
                    say(out, refusals.getOrDefault(address, "250 OK"));
                }
                case "DATA" -> {
                    say(out, offers ? "530 STARTTLS first" : "354 go on");
                    if (offers) {
                        continue;
                    }
                    String message = data(in);
                    if (!refusalsOfContent.getOrDefault(address, "250").startsWith("5")) {
                        messages.add(message);
                    }
                    if (hangUpBehindData) {
                        hangUpBehindData = false;
                        return false;
                    }
                    say(out, refusalsOfContent.getOrDefault(address, "250 taken"));
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return false;
                }
                default -> say(out, "250 OK");
            }
        }
        return false;
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append('\n');
        }
        return message.toString();
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
