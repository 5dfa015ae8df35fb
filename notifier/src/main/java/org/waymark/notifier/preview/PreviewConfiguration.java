package org.waymark.notifier.preview;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.agenda.MailSwitch;
import org.waymark.notifier.commands.CommandApi;
import org.waymark.notifier.outbox.Outbox;

@Configuration(proxyBeanMethods = false)
class PreviewConfiguration {

    @Bean
    Previews notifierPreviews(
            Agendas notifierAgendas,
            CommandApi notifierCommandApi,
            Outbox notifierOutbox,
            MailSwitch notifierMailSwitch,
            Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        return new Previews(
                notifierAgendas,
                notifierCommandApi,
                notifierOutbox,
                notifierMailSwitch,
                clock,
                Timer.builder("waymark.preview.duration")
                        .description("How long it took to work out what would go out about a plan")
                        .register(meters.getIfAvailable(SimpleMeterRegistry::new)));
    }
}
