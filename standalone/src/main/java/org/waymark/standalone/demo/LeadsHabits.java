package org.waymark.standalone.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionCommand.AttachEvidence;
import org.waymark.contract.action.ActionCommand.CompleteOccurrence;
import org.waymark.contract.action.ActionCommand.ProposeCompletion;
import org.waymark.contract.action.ActionCommand.ProposeDate;
import org.waymark.contract.action.ActionCommand.ProposeEnding;
import org.waymark.contract.action.ActionCommand.ReachMilestone;
import org.waymark.contract.action.ActionCommand.ReportProgress;
import org.waymark.contract.action.ActionEvent.MilestoneAdded;
import org.waymark.contract.action.Rating;
import org.waymark.contract.time.Timescale;
import org.waymark.standalone.demo.Ledger.Known;

/**
 * What leads do: little unasked, more when a mail asks, each in their own temper. Near its date an action turns out to be
 * one that gets done, one that slips, or one that should stop.
 */
final class LeadsHabits {

    /** How soon somebody answers. */
    private enum Temper {
        KEEN(0.015, 0.40),
        STEADY(0.008, 0.18),
        SLOW(0.003, 0.05),
        SILENT(0.001, 0.008);

        /** Chance on a working day without having been asked. */
        private final double unasked;
        /** Chance on a working day while a mail waits for an answer. */
        private final double asked;

        Temper(double unasked, double asked) {
            this.unasked = unasked;
            this.asked = asked;
        }

        static Temper of(RandomGenerator nature) {
            int share = nature.nextInt(100);
            return share < 25 ? KEEN : share < 65 ? STEADY : share < 88 ? SLOW : SILENT;
        }
    }

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
    private static final long NEAR_DAYS = 14;
    private static final double ESCALATED = 0.06;
    private static final double MILESTONE = 0.3;

    private final Chance chances;
    private final Words words;
    private final Deeds deeds;

    LeadsHabits(Chance chances, Words words, Deeds deeds) {
        this.chances = chances;
        this.words = words;
        this.deeds = deeds;
    }

    void intend(Cast cast, Known action, Day day) {
        Optional<Person> lead = cast.answering(action.leads);
        if (!action.open() || action.proposal != null || lead.isEmpty()) {
            return;
        }
        RandomGenerator luck = chances.of("lead", action.number, day.date());
        Optional<MilestoneAdded> milestone = dueMilestone(action, day.date());
        if (milestone.isPresent() && luck.nextDouble() < MILESTONE) {
            day.sometime(
                    luck,
                    () -> deeds.change(
                            lead.get(),
                            action,
                            new ReachMilestone(
                                    action.actionId,
                                    milestone.get().milestoneId(),
                                    null,
                                    words.oneOf(words.lists().done(), luck))));
            return;
        }
        Temper temper = Temper.of(chances.of("temper " + lead.get().id(), 0));
        double eagerness = action.askedOn == null ? temper.unasked : temper.asked;
        if (action.level() > 1) {
            eagerness = Math.max(eagerness, ESCALATED);
        }
        if (luck.nextDouble() < eagerness) {
            day.sometime(luck, () -> speak(lead.get(), action, day.date(), luck));
        }
    }

    private static Optional<MilestoneAdded> dueMilestone(Known action, LocalDate day) {
        return action.milestones.values().stream()
                .filter(milestone -> milestone.timescale().target() != null)
                .filter(milestone -> {
                    long days =
                            ChronoUnit.DAYS.between(day, milestone.timescale().target());
                    return days <= 3 && days >= -30;
                })
                .findFirst();
    }

    private void speak(Person lead, Known action, LocalDate day, RandomGenerator luck) {
        if (!action.open() || action.proposal != null) {
            return;
        }
        long left = action.due().map(due -> ChronoUnit.DAYS.between(day, due)).orElse(Long.MAX_VALUE);
        if (left > NEAR_DAYS) {
            report(lead, action, luck);
        } else if (action.timescale.kind() == Timescale.Kind.RECURRING) {
            deeds.change(
                    lead,
                    action,
                    new CompleteOccurrence(
                            action.actionId, words.oneOf(words.lists().done(), luck)));
        } else {
            answerForDate(lead, action, day, luck);
        }
    }

    /** Near the date, or after it. */
    private void answerForDate(Person lead, Known action, LocalDate day, RandomGenerator luck) {
        int nature = chances.of("nature", action.number).nextInt(100);
        if (luck.nextInt(100) < 20) {
            report(lead, action, luck);
        } else if (nature < 45 + 15 * action.slips && action.rating != Rating.RED) {
            deeds.change(
                    lead,
                    action,
                    new ProposeCompletion(
                            action.actionId,
                            deeds.newProposal(),
                            words.oneOf(words.lists().done(), luck)));
        } else if (nature < 93) {
            deeds.change(
                    lead,
                    action,
                    new ProposeDate(
                            action.actionId,
                            deeds.newProposal(),
                            later(action, day, 1 + luck.nextInt(3)),
                            words.oneOf(words.lists().slip(), luck)));
        } else {
            deeds.change(
                    lead,
                    action,
                    new ProposeEnding(
                            action.actionId,
                            deeds.newProposal(),
                            words.oneOf(words.lists().stop(), luck)));
        }
    }

    private void report(Person lead, Known action, RandomGenerator luck) {
        Rating rating = moved(action.rating, luck);
        String note = rating == null
                ? words.progress(action.details.text(), luck)
                : words.oneOf(
                        better(action.rating, rating)
                                ? words.lists().better()
                                : words.lists().worse(),
                        luck);
        deeds.change(lead, action, new ReportProgress(action.actionId, note, rating));
        if (luck.nextInt(9) == 0) {
            List<String> evidence = words.oneOf(words.lists().evidence(), luck);
            deeds.change(
                    lead,
                    action,
                    new AttachEvidence(
                            action.actionId,
                            evidence.getFirst(),
                            "https://example.org/evidence/" + evidence.getLast(),
                            luck.nextBoolean() ? words.oneOf(words.lists().evidenceNotes(), luck) : null));
        }
    }

    /** Another rating, or null where it stays. */
    private static @Nullable Rating moved(Rating rating, RandomGenerator luck) {
        int dice = luck.nextInt(100);
        return switch (rating) {
            case NONE -> dice < 40 ? Rating.GREEN : dice < 55 ? Rating.AMBER : dice < 60 ? Rating.RED : null;
            case RED -> dice < 30 ? Rating.AMBER : null;
            case AMBER -> dice < 25 ? Rating.GREEN : dice < 37 ? Rating.RED : null;
            case GREEN -> dice < 14 ? Rating.AMBER : null;
            case BLUE -> null;
        };
    }

    /** RED is the first of the constants, GREEN the third. */
    private static boolean better(Rating from, Rating to) {
        return from == Rating.NONE ? to == Rating.GREEN : to.compareTo(from) > 0;
    }

    /** A month after the present date and after today, as plans write it. */
    static String later(Known action, LocalDate day, int months) {
        LocalDate from = action.due().filter(due -> due.isAfter(day)).orElse(day);
        return month(from.plusMonths(months));
    }

    /** As plans write it. */
    static String month(LocalDate day) {
        return MONTH.format(day);
    }
}
