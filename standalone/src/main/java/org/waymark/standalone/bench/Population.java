package org.waymark.standalone.bench;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;

/** Plans, parties and actions of the size and shape that real ones have, as the events that command-service would record. */
final class Population {

    /** Events in the history of an ordinary action. */
    static final int HISTORY = 10;

    /** Events in the history of an action that much happened to. */
    static final int LONG_HISTORY = 50;

    static final String OWNER = "Bench Council";

    private static final int THEMES = 5;
    private static final int OBJECTIVES = 4;

    private Population() {}

    static String partyId(int number) {
        return "p-bench-" + number;
    }

    static Event party(int number) {
        return new PartyEvent.PartyRegistered(
                partyId(number), "Carers partnership " + number, PartyKind.ORGANISATION, OWNER, List.of("CP" + number));
    }

    static String contactId(int number) {
        return "c-bench-" + number;
    }

    /** The group that a plan answers to. */
    static Event group(String groupId, String planId, String officer) {
        return new GroupEvent.GroupFormed(
                groupId,
                new GroupDetails(
                        "Carers partnership board",
                        org.waymark.contract.group.GroupDetails.Kind.BOARD,
                        Nation.ENGLAND,
                        null,
                        null,
                        officer,
                        List.of(),
                        List.of(new GroupDetails.PlanView(planId, GroupDetails.Sees.EVERYTHING, true))));
    }

    /** A plan that was adopted on its first day. */
    static List<Event> plan(String planId, LocalDate from, Policy policy) {
        List<PlanOutline.Theme> themes = new ArrayList<>();
        for (int theme = 0; theme < THEMES; theme++) {
            List<PlanOutline.Objective> objectives = new ArrayList<>();
            for (int objective = 0; objective < OBJECTIVES; objective++) {
                objectives.add(new PlanOutline.Objective(
                        objectiveId(theme, objective),
                        (theme + 1) + "." + (objective + 1),
                        "Carers are recognised early, listened to, and told about the help that there is for them",
                        objective == 0));
            }
            themes.add(new PlanOutline.Theme(
                    themeId(theme),
                    String.valueOf(theme + 1),
                    "Wellbeing and support, part " + (theme + 1),
                    "Carers have a life of their own beside caring",
                    List.of(),
                    List.of(),
                    List.of(),
                    objectives,
                    List.of()));
        }
        return List.of(
                new PlanEvent.PlanCreated(
                        planId,
                        new PlanDetails(
                                "Carers strategy action plan " + planId,
                                OWNER,
                                Nation.ENGLAND,
                                from,
                                from.plusYears(3),
                                "Carers strategy",
                                Map.of(
                                        Rating.RED, "Not on course",
                                        Rating.AMBER, "At risk",
                                        Rating.GREEN, "On course")),
                        new PlanOutline(themes),
                        policy),
                new PlanEvent.PlanAdopted(planId, from, null));
    }

    private static String themeId(int theme) {
        return "t" + (theme + 1);
    }

    private static String objectiveId(int theme, int objective) {
        return "o" + (theme + 1) + "-" + (objective + 1);
    }

    static Timescale until(LocalDate target) {
        return new Timescale(
                String.format(Locale.ROOT, "%1$td/%1$tm/%1$tY", target),
                Timescale.Kind.DATE,
                null,
                target,
                null,
                false,
                null);
    }

    /** A new action. */
    static Event added(String actionId, String planId, int number, Leads leads, LocalDate target, Status status) {
        int theme = number % THEMES;
        int objective = number / THEMES % OBJECTIVES;
        return new ActionEvent.ActionAdded(
                actionId,
                planId,
                new ActionDetails(
                        themeId(theme),
                        objectiveId(theme, objective),
                        (theme + 1) + "." + (objective + 1),
                        number / (THEMES * OBJECTIVES) + 1,
                        "Review how carers are identified in general practice, agree with each practice who asks and who"
                                + " writes it down, and make the result known to those who plan services",
                        null,
                        "Through the carers' lead of each practice, with the voluntary sector",
                        List.of(
                                "Number of carers on the register, by practice",
                                "Carers report that they were asked (survey, twice a year)")),
                leads,
                List.of(),
                until(target),
                status,
                Rating.NONE,
                List.of(),
                List.of());
    }

    /**
     * What happens to an action after it was added.
     *
     * @param step from 1
     */
    static Event happening(String actionId, int step, LocalDate target) {
        return switch (step % 10) {
            case 1 -> new ActionEvent.ProgressReported(actionId, note(step));
            case 2 ->
                new ActionEvent.RatingChanged(
                        actionId, step == 2 ? Rating.NONE : Rating.GREEN, Rating.AMBER, note(step));
            case 4 -> {
                int slips = step / 10 + 1;
                yield new ActionEvent.TimescaleSlipped(
                        actionId,
                        until(target.plusMonths(slips - 1)),
                        until(target.plusMonths(slips)),
                        FreeText.of("The partner could not release staff before the autumn"),
                        target,
                        slips,
                        ChronoUnit.DAYS.between(target.plusMonths(slips - 1), target.plusMonths(slips)),
                        ChronoUnit.DAYS.between(target, target.plusMonths(slips)));
            }
            case 6 -> new ActionEvent.RatingChanged(actionId, Rating.AMBER, Rating.GREEN, note(step));
            case 8 ->
                new ActionEvent.EvidenceAttached(
                        actionId, "Minutes, item " + step, "https://bench.example/minutes/" + step, null);
            default -> new ActionEvent.ProgressReported(actionId, note(step));
        };
    }

    private static FreeText note(int step) {
        return FreeText.of("Met with the practice managers for the " + step
                + ". time; the wording is agreed and the first two practices have begun to ask");
    }
}
