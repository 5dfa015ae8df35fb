package org.waymark.query.web.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Stand;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.web.Texts;

/** Counts what becomes of links. Whose they are is not counted. */
@Component
class LinkMetrics {

    private final MeterRegistry meters;

    LinkMetrics(ObjectProvider<MeterRegistry> meters) {
        this.meters = meters.getIfAvailable(SimpleMeterRegistry::new);
    }

    void opened(PersonalLink.Kind kind) {
        Counter.builder("waymark.links.opened")
                .description("Pages that links in mails opened; mail scanners open them too")
                .tag("kind", Texts.slug(kind))
                .register(meters)
                .increment();
    }

    void answered(Stand stand, boolean replayed) {
        Counter.builder("waymark.links.answered")
                .description("Answers that came by links in mails")
                .tag("stand", Texts.slug(stand))
                .tag("replayed", Boolean.toString(replayed))
                .register(meters)
                .increment();
    }

    void askedForNew() {
        Counter.builder("waymark.links.renewals")
                .description("How often somebody asked for a new link from one that was too old")
                .register(meters)
                .increment();
    }

    /** @param reason why a link opened nothing, or an answer was not taken */
    void refused(String reason) {
        Counter.builder("waymark.links.refused")
                .description("Links in mails that opened nothing, and answers by them that were not taken")
                .tag("reason", reason)
                .register(meters)
                .increment();
    }
}
