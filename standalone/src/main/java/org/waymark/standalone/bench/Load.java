package org.waymark.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same thing done over and over by several threads, each starting the next one when its last is done (a closed loop:
 * the percentiles say how long callers waited, not how long they would have at a fixed rate of arrival).
 */
final class Load {

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** One thing to do. */
    interface Step {
        /**
         * @param thread from 0
         * @param number of the step over all threads, from 0
         */
        void run(int thread, int number) throws Exception;
    }

    /**
     * @param millis how long each step took, in no order
     * @param processorMillis time of all processors that a step cost this JVM, clients included
     */
    record Result(double perSecond, double[] millis, double processorMillis) {
        double percentile(double percent) {
            return Samples.percentile(millis, percent);
        }
    }

    private Load() {}

    /**
     * Does it until it gets no faster and the compiler, which optimises code only after it ran often, takes next to nothing of
     * the processors any more.
     *
     * @param atMost begins no further round after this time
     */
    static void warmUp(int threads, Duration atMost, Step step) {
        long end = System.nanoTime() + atMost.toNanos();
        double best = 0;
        int steady = 0;
        boolean compiling = true;
        while ((steady < 3 || compiling) && System.nanoTime() < end) {
            long compiled = COMPILER.getTotalCompilationTime();
            double rate = run(threads, Integer.MAX_VALUE, Scale.AT_MOST, step).perSecond();
            steady = rate > best * 1.02 ? 0 : steady + 1;
            best = Math.max(best, rate);
            compiling = COMPILER.getTotalCompilationTime() - compiled > Scale.AT_MOST.toMillis() / 20;
        }
    }

    /** Stops at {@code steps} or when the time is over, whichever is first. */
    static Result run(int threads, int steps, Duration atMost, Step step) {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch go = new CountDownLatch(1);
        List<Callable<List<Double>>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            workers.add(() -> {
                List<Double> millis = new ArrayList<>();
                ready.countDown();
                go.await();
                long end = System.nanoTime() + atMost.toNanos();
                long before = System.nanoTime();
                while (before < end) {
                    int number = next.getAndIncrement();
                    if (number >= steps) {
                        break;
                    }
                    step.run(thread, number);
                    long after = System.nanoTime();
                    millis.add((after - before) / 1e6);
                    before = after;
                }
                return millis;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Double>>> futures = new ArrayList<>();
            workers.forEach(worker -> futures.add(pool.submit(worker)));
            ready.await();
            long start = System.nanoTime();
            long processors = SYSTEM.getProcessCpuTime();
            go.countDown();
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> future : futures) {
                all.addAll(future.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Result(
                    all.size() / seconds,
                    all.stream().mapToDouble(Double::doubleValue).toArray(),
                    (SYSTEM.getProcessCpuTime() - processors) / 1e6 / Math.max(1, all.size()));
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A step of the bench failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }
}
