package org.waymark.query.projection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When stored rows are compared with the log, and how many.
 *
 * @param cron six fields as of Spring's {@code @Scheduled}, in local time of the councils; {@code -} for never
 * @param sample rows of each kind that are compared at most
 */
@ConfigurationProperties("waymark.views.reconciliation")
record ReconciliationProperties(
        @DefaultValue("0 30 3 * * *") String cron,
        @DefaultValue("200") int sample) {
    ReconciliationProperties {
        if (sample < 1) {
            throw new IllegalArgumentException("Set waymark.views.reconciliation.sample to 1 or more");
        }
    }
}
