package org.waymark.query.projection;

import org.springframework.context.SmartLifecycle;

/** Builds the views anew before anybody can read them when another release has written them in another form. */
final class OtherRelease implements SmartLifecycle {

    private static final System.Logger LOG = System.getLogger(OtherRelease.class.getName());

    /** Behind the processors, and before the web server. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 10_000;

    private final Views views;
    private final Rebuild rebuild;
    private volatile boolean running;

    OtherRelease(Views views, Rebuild rebuild) {
        this.views = views;
        this.rebuild = rebuild;
    }

    @Override
    public void start() {
        running = true;
        if (views.ofAnotherFormat()) {
            LOG.log(System.Logger.Level.INFO, "The views are of another release and are built anew");
            build();
        }
    }

    private void build() {
        try {
            rebuild.run();
        } catch (IllegalStateException quicker) {
            if (views.ofAnotherFormat()) {
                throw quicker;
            }
            LOG.log(System.Logger.Level.INFO, "Another service has built them");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
