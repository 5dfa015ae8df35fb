package org.waymark.standalone.runtime;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.waymark.eventstore.Identifiers;
import org.waymark.standalone.mailbox.Mailbox;

/** The three services in one Spring context behind one port of the loopback address. */
public final class Installation implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private final URI address;

    private Installation(ConfigurableApplicationContext context, URI address) {
        this.context = context;
        this.address = address;
    }

    /**
     * Starts everything that the settings ask for and returns when it can be used.
     *
     * @throws Failure when the port is taken, or the demonstration's mail would leave this machine
     */
    public static Installation start(Settings settings) {
        if (settings.profile().equals("demo")) {
            refuseRemote(settings.mailHost());
        }
        SpringApplicationBuilder builder = new SpringApplicationBuilder(StandaloneApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(settings.verbose())
                .registerShutdownHook(false)
                .initializers(context -> supply((GenericApplicationContext) context, settings));
        try {
            return new Installation(
                    builder.run(arguments(settings)), URI.create("http://localhost:" + settings.port()));
        } catch (PortInUseException taken) {
            throw Ports.taken(settings.port(), taken);
        } catch (RuntimeException broken) {
            throw explained(broken);
        }
    }

    /** What the notifier says about a mail server off this machine is meant for the person who starts it. */
    private static RuntimeException explained(RuntimeException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalStateException
                    && String.valueOf(cause.getMessage()).contains("waymark.mail.loopback-only")) {
                return new Failure(String.valueOf(cause.getMessage()), broken);
            }
        }
        return broken;
    }

    private static void supply(GenericApplicationContext context, Settings settings) {
        Clock clock = settings.clock();
        if (clock != null) {
            registerClock(context, clock);
        }
        Identifiers identifiers = settings.identifiers();
        if (identifiers != null) {
            context.registerBean("standaloneIdentifiers", Identifiers.class, () -> identifiers);
        }
        Mailbox mailbox = settings.mailbox();
        if (mailbox != null) {
            context.registerBean(
                    "standaloneMailbox",
                    Mailbox.class,
                    () -> mailbox,
                    definition -> definition.setDestroyMethodName(null));
        }
    }

    /** Under its own type, so that whoever moves it can ask for it. */
    private static <T extends Clock> void registerClock(GenericApplicationContext context, T clock) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) clock.getClass();
        context.registerBean("standaloneClock", type, () -> clock);
    }

    /** As arguments, because these win over whatever the environment says. */
    private static String[] arguments(Settings settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.name=waymark,command-service,query-service,notifier,standalone",
                "--spring.profiles.active=" + settings.profile(),
                "--server.address=" + Ports.LOOPBACK,
                "--server.port=" + settings.port(),
                "--waymark.base-url=http://localhost:" + settings.port(),
                "--waymark.command-service.url=http://" + Ports.LOOPBACK + ":" + settings.port(),
                "--waymark.notifier.url=http://" + Ports.LOOPBACK + ":" + settings.port(),
                "--spring.mongodb.uri=" + settings.mongoUri(),
                "--waymark.identity.secret=" + settings.secret()));
        String host = settings.mailHost();
        if (host != null) {
            arguments.add("--waymark.mail.enabled=true");
            arguments.add("--spring.mail.host=" + host);
            arguments.add("--spring.mail.port=" + settings.mailPort());
        }
        if (settings.verbose()) {
            arguments.add("--logging.level.root=INFO");
            arguments.add("--logging.level.org.waymark=INFO");
        }
        return arguments.toArray(String[]::new);
    }

    private static void refuseRemote(@org.jspecify.annotations.Nullable String host) {
        try {
            if (host == null || !InetAddress.getByName(host).isLoopbackAddress()) {
                throw new Failure("The demonstration hands mail to this machine only, not to %s.".formatted(host));
            }
        } catch (UnknownHostException unknown) {
            throw new Failure("The demonstration hands mail to this machine only, not to %s.".formatted(host), unknown);
        }
    }

    /** The one component of that type. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Where pages and API answer. */
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        context.close();
    }
}
