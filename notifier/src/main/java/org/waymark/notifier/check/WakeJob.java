package org.waymark.notifier.check;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that Quartz does: wakes the daily check, which knows by itself whether there is anything to do. */
@DisallowConcurrentExecution
public class WakeJob implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(WakeJob.class);

    private final DailyCheck check;

    public WakeJob(DailyCheck check) {
        this.check = check;
    }

    @Override
    public void execute(JobExecutionContext context) {
        try {
            check.wake();
        } catch (RuntimeException e) {
            LOG.warn("The daily check did not go through and is tried again: {}", e.toString());
        }
    }
}
