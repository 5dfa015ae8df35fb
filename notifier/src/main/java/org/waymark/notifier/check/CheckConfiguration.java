package org.waymark.notifier.check;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.TimeZone;
import java.util.UUID;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.time.BankHolidays;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.ProcessorWatch;
import org.waymark.eventstore.SetAside;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.agenda.AgendaRebuild;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.agenda.MailSwitch;
import org.waymark.notifier.commands.CommandApi;
import org.waymark.notifier.mail.Composer;
import org.waymark.notifier.mail.LoopbackGuard;
import org.waymark.notifier.mail.PersonalLinks;
import org.waymark.notifier.mail.Postmaster;
import org.waymark.notifier.mail.PromptSocketFactory;
import org.waymark.notifier.outbox.Outbox;
import org.waymark.notifier.outbox.Sender;

@Configuration(proxyBeanMethods = false)
class CheckConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CheckConfiguration.class);

    private static final String OF_THIS_PROCESS =
            hostName() + "-" + ProcessHandle.current().pid();

    @Bean
    Outbox notifierOutbox(MongoDatabase database) {
        return new Outbox(database);
    }

    @Bean
    LastCheck notifierLastCheck(MongoDatabase database) {
        return new LastCheck(database);
    }

    @Bean
    Postmaster notifierPostmaster(NotifierProperties properties) {
        return new Postmaster(properties.mail());
    }

    @Bean
    Composer notifierComposer(NotifierProperties properties) {
        return new Composer(
                new PersonalLinks(
                        properties.baseUrl(),
                        new LinkSeal(properties.identity().secret().getBytes(StandardCharsets.UTF_8)),
                        properties.links().validDays()),
                properties.installation());
    }

    @Bean
    NewLinks notifierNewLinks(
            Agendas notifierAgendas,
            CommandApi notifierCommandApi,
            Outbox notifierOutbox,
            MailSwitch notifierMailSwitch,
            Postmaster notifierPostmaster,
            Composer notifierComposer,
            NotifierProperties properties,
            Clock clock) {
        return new NewLinks(
                notifierAgendas,
                notifierCommandApi,
                notifierOutbox,
                notifierMailSwitch,
                notifierPostmaster,
                notifierComposer,
                properties,
                clock);
    }

    @Bean
    CheckMetrics notifierCheckMetrics(ObjectProvider<MeterRegistry> meters, Agendas notifierAgendas, Clock clock) {
        MeterRegistry registry = meters.getIfAvailable(SimpleMeterRegistry::new);
        Gauge.builder("waymark.agenda.lag", notifierAgendas, Agendas::behind)
                .description("Entries of the log that the daily check's agenda has not read")
                .register(registry);
        Gauge.builder("waymark.bank.holidays.left", clock, CheckConfiguration::daysOfBankHolidaysLeft)
                .description("Days until the shipped list of bank holidays ends; rules go on after it")
                .baseUnit("days")
                .register(registry);
        return new CheckMetrics(registry);
    }

    private static double daysOfBankHolidaysLeft(Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), AgendaFold.ZONE);
        return Arrays.stream(Nation.values())
                .mapToLong(nation -> ChronoUnit.DAYS.between(today, BankHolidays.horizon(nation)))
                .min()
                .orElseThrow();
    }

    @Bean
    Lease notifierLease(MongoDatabase database, NotifierProperties properties) {
        return new Lease(database, instance(properties));
    }

    @Bean
    AgendaRepair notifierAgendaRepair(
            AgendaRebuild notifierAgendaRebuild,
            Agendas notifierAgendas,
            ProcessorWatch notifierAgendaWatch,
            SetAside notifierSetAside,
            Lease notifierLease,
            Clock clock) {
        return new AgendaRepair(
                notifierAgendaRebuild, notifierAgendas, notifierAgendaWatch, notifierSetAside, notifierLease, clock);
    }

    @Bean
    DailyCheck dailyCheck(
            Agendas notifierAgendas,
            CommandApi notifierCommandApi,
            Outbox notifierOutbox,
            JavaMailSenderImpl mailServer,
            LastCheck notifierLastCheck,
            CheckMetrics notifierCheckMetrics,
            MailSwitch notifierMailSwitch,
            Postmaster notifierPostmaster,
            Composer notifierComposer,
            NotifierProperties properties,
            Lease notifierLease,
            Clock clock) {
        if (properties.mail().loopbackOnly()) {
            LoopbackGuard.check(mailServer.getHost());
        }
        PromptSocketFactory.in(mailServer);
        String instance = instance(properties);
        return new DailyCheck(
                notifierAgendas,
                notifierCommandApi,
                notifierOutbox,
                new Sender(
                        notifierOutbox,
                        notifierPostmaster,
                        mailServer,
                        properties.mail(),
                        clock,
                        instance,
                        notifierCheckMetrics::took),
                notifierPostmaster,
                notifierComposer,
                notifierMailSwitch,
                notifierLease,
                notifierLastCheck,
                notifierCheckMetrics,
                properties,
                instance,
                clock);
    }

    private static String instance(NotifierProperties properties) {
        String named = properties.notifier().instance();
        return named == null ? OF_THIS_PROCESS : named;
    }

    /** By it a restarted notifier knows what it left behind, and no other may have it: "localhost" would not do. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.info("This machine does not know its own name; set waymark.notifier.instance for one that lasts", e);
            return UUID.randomUUID().toString();
        }
    }

    @Bean
    HealthIndicator notifierDailyCheckHealthIndicator(CheckMetrics notifierCheckMetrics, LastCheck notifierLastCheck) {
        return () -> {
            String trouble = notifierCheckMetrics.trouble();
            Health.Builder health =
                    trouble == null ? Health.up() : Health.down().withDetail("trouble", trouble);
            LastCheck.Remembered last = notifierLastCheck.recall();
            return last == null
                    ? health.withDetail("last", "none yet").build()
                    : health.withDetail("last", last.report().at())
                            .withDetail("waiting", last.report().waiting())
                            .build();
        };
    }

    @Bean
    @ConditionalOnProperty(name = "waymark.notifier.schedule.enabled", matchIfMissing = true)
    JobDetail notifierWakeJob() {
        return JobBuilder.newJob(WakeJob.class)
                .withIdentity("daily-check")
                .storeDurably()
                .build();
    }

    @Bean
    @ConditionalOnProperty(name = "waymark.notifier.schedule.enabled", matchIfMissing = true)
    Trigger notifierWakeTrigger(JobDetail notifierWakeJob, NotifierProperties properties) {
        return TriggerBuilder.newTrigger()
                .forJob(notifierWakeJob)
                .withSchedule(CronScheduleBuilder.cronSchedule(
                                properties.notifier().schedule().cron())
                        .inTimeZone(TimeZone.getTimeZone(AgendaFold.ZONE))
                        .withMisfireHandlingInstructionDoNothing())
                .build();
    }
}
