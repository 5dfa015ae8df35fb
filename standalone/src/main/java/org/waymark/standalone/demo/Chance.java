package org.waymark.standalone.demo;

import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance that follows from the seed and from what it is about alone, so that what happens to one action does not depend
 * on how often chance was asked about another.
 */
final class Chance {

    private final long seed;

    Chance(long seed) {
        this.seed = seed;
    }

    /** The luck of something on one day. */
    RandomGenerator of(String who, int about, LocalDate day) {
        return generator(who, about, day.toEpochDay());
    }

    /** The nature of something, the same on every day. */
    RandomGenerator of(String what, int about) {
        return generator(what, about, Long.MIN_VALUE);
    }

    private RandomGenerator generator(String what, int about, long day) {
        long mixed = seed;
        mixed = mixed * 0x9E3779B97F4A7C15L + what.hashCode();
        mixed = mixed * 0x9E3779B97F4A7C15L + about;
        mixed = mixed * 0x9E3779B97F4A7C15L + day;
        return new SplittableRandom(mixed ^ (mixed >>> 29));
    }
}
