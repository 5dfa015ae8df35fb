package org.waymark.query.projection;

import java.time.Clock;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;
import org.waymark.query.fold.EventContext;

/** Has stored rows compared with the log when few people are at work. */
final class NightlyReconciliation implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyReconciliation.class);

    private static final ZoneId ZONE = EventContext.LONDON;

    private final Reconciliation reconciliation;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    NightlyReconciliation(Reconciliation reconciliation, String cron, Clock clock) {
        this.reconciliation = reconciliation;
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("waymark-reconciliation-");
        scheduler.initialize();
        if (!cron.equals(Scheduled.CRON_DISABLED)) {
            scheduler.schedule(this::compare, new CronTrigger(cron, ZONE));
        }
    }

    private void compare() {
        try {
            reconciliation.run();
        } catch (RuntimeException unable) {
            LOG.warn("The stored views could not be compared with the log; tried again the next night", unable);
        }
    }

    @Override
    public void destroy() {
        scheduler.shutdown();
    }
}
