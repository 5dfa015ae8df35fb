package org.waymark.notifier.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server in a process of its own that drops, delays and refuses in turn, does not know some addresses at all, and keeps in a file what it accepted,
 * before it says so: {@code MESSAGE-ID ADDRESS}. Tells on its output each address named to it, each message kept, and
 * each that it kept without saying so; ends with its input.
 */
final class KeepingSmtp {

    private static final int DELAY_MILLIS = 80;

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger named = new AtomicInteger();
    private final Writer kept;

    private KeepingSmtp(Path file) throws IOException {
        kept = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public static void main(String[] args) throws IOException {
        KeepingSmtp smtp = new KeepingSmtp(Path.of(args[0]));
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> smtp.accept(socket));
            tell("ready " + socket.getLocalPort());
            int next;
            do {
                next = System.in.read();
            } while (next >= 0);
        }
        smtp.later.shutdownNow();
    }

    /** Whether it would ever take a mail to this address: not one in twenty-five leads. */
    static boolean knows(String address) {
        return !address.matches("c-lead-\\d*(24|49|74|99)@.*");
    }

    private static synchronized void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8)) {
            int connection = connections.incrementAndGet();
            if (connection % 9 == 4) {
                return;
            }
            if (connection % 9 == 7) {
                say(out, "421 4.3.2 Too busy");
                return;
            }
            say(out, "220 ready");
            String address = "";
            int turn = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT)) {
                    case "RCPT" -> {
                        address = line.replaceAll(".*<|>.*", "");
                        turn = named.incrementAndGet() % 20;
                        tell("named " + address);
                        if (!knows(address)) {
                            say(out, "550 5.1.1 Nobody here by that name");
                            continue;
                        }
                        switch (turn) {
                            case 3 -> say(out, "451 4.3.0 Come back later");
                            case 7 -> {
                                return;
                            }
                            case 11 -> sayLater(out, "250 OK");
                            default -> say(out, "250 OK");
                        }
                    }
                    case "DATA" -> {
                        if (turn == 5) {
                            return;
                        }
                        say(out, "354 go on");
                        String messageId = messageIdOf(in);
                        if (turn == 9) {
                            say(out, "452 4.3.1 No room at the moment");
                            continue;
                        }
                        keep(messageId, address);
                        switch (turn) {
                            case 15 -> {
                                tell("withheld " + messageId);
                                return;
                            }
                            case 1, 13, 17 -> sayLater(out, "250 taken");
                            default -> say(out, "250 taken");
                        }
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 OK");
                }
            }
        } catch (IOException e) {
            tell("gone " + e.getMessage());
        }
    }

    private synchronized void keep(String messageId, String address) throws IOException {
        kept.write(messageId + " " + address + "\n");
        kept.flush();
        tell("kept " + messageId);
    }

    /** Reads a whole message; one that breaks off is not accepted. */
    private static String messageIdOf(BufferedReader in) throws IOException {
        String messageId = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("The message broke off");
            }
            if (line.startsWith("Message-ID: ")) {
                messageId = line.replaceAll(".*<|>.*", "");
            }
        }
        return messageId;
    }

    private void sayLater(Writer out, String line) throws IOException {
        try {
            later.schedule(
                            () -> {
                                say(out, line);
                                return line;
                            },
                            DELAY_MILLIS,
                            TimeUnit.MILLISECONDS)
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IOException("The client is gone", e);
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }
}
