package org.waymark.notifier.faults;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.waymark.notifier.NotifierConfiguration;
import org.waymark.notifier.check.DailyCheck;
import org.waymark.notifier.check.Report;
import org.waymark.notifier.outbox.Outbox;

/**
 * A notifier in a process of its own. Starts, waits for a line on its input, and then wakes again and again until every mail
 * of its day has its end on record. Not annotated as a configuration, lest other tests' scans find it. The first argument is how far its clock is from the real one; the others are settings.
 */
@EnableAutoConfiguration
@Import(NotifierConfiguration.class)
class NotifierProcess {

    private static final String OFFSET = "waymark.test.clock-offset";

    @Bean
    Clock clock() {
        return Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(OFFSET)));
    }

    public static void main(String[] args) throws IOException {
        System.setProperty(OFFSET, args[0]);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(NotifierProcess.class)
                .properties("spring.config.name=waymark,notifier")
                .run(Arrays.copyOfRange(args, 1, args.length))) {
            tell("ready");
            if (System.in.read() < 0) {
                return;
            }
            DailyCheck check = context.getBean(DailyCheck.class);
            Outbox outbox = context.getBean(Outbox.class);
            Awaitility.await()
                    .forever()
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> check.wake().result() == Report.Result.NOTHING_NEW
                            && outbox.counts().isEmpty());
            tell("done");
        }
    }

    private static void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
