package org.waymark.query.reading;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.time.Timescale;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PartyState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.PartyName;
import org.waymark.query.view.When;

/**
 * Everything beside an action that decides how it looks on one day: names, meetings, who can be written to. Names are
 * today's, whichever day is looked at.
 */
public final class Reading {

    private final LocalDate day;
    private final Map<String, PlanFacts> plans;
    private final Map<String, PartyState> parties;
    private final Map<String, GroupState> groups;
    private final @Nullable Set<String> reachable;
    private final Map<String, Outline> outlines = new HashMap<>();
    private final Map<String, Optional<LocalDate>> lastMeetings = new HashMap<>();

    /** @param reachable parties with a contact who can be written to, or null when that is not known */
    public Reading(
            LocalDate day,
            Map<String, PlanFacts> plans,
            Map<String, PartyState> parties,
            Map<String, GroupState> groups,
            @Nullable Set<String> reachable) {
        this.day = day;
        this.plans = plans;
        this.parties = parties;
        this.groups = groups;
        // Whoever was contact of a party that was merged is contact of the one that stands for it
        this.reachable = reachable == null
                ? null
                : reachable.stream().map(this::standing).collect(Collectors.toUnmodifiableSet());
    }

    /** The day from which lateness counts. */
    public LocalDate day() {
        return day;
    }

    public Map<String, PlanFacts> plans() {
        return plans;
    }

    public Map<String, GroupState> groups() {
        return groups;
    }

    public Map<String, PartyState> parties() {
        return parties;
    }

    /** The same day with this plan as it stood then. */
    public Reading with(PlanFacts plan) {
        Map<String, PlanFacts> others = new HashMap<>(plans);
        others.put(plan.planId(), plan);
        return new Reading(day, others, parties, groups, reachable);
    }

    /** The same with another day. */
    public Reading on(LocalDate other) {
        return new Reading(other, plans, parties, groups, reachable);
    }

    /** The party that stands for this one now: itself, or what it was merged into. */
    public String standing(String partyId) {
        Set<String> seen = new HashSet<>();
        String id = partyId;
        PartyState party = parties.get(id);
        while (party != null && party.mergedInto() != null && seen.add(id)) {
            id = party.mergedInto();
            party = parties.get(id);
        }
        return id;
    }

    public PartyName name(String partyId, boolean accountable) {
        String id = standing(partyId);
        PartyState party = parties.get(id);
        return new PartyName(id, party == null ? id : party.name(), accountable);
    }

    /** Name of a party as a reader meets it. */
    public String nameOf(String partyId) {
        return name(partyId, false).name();
    }

    public List<PartyName> leads(Leads leads) {
        return leads.parties().stream()
                .map(id -> name(id, id.equals(leads.accountable())))
                .distinct()
                .toList();
    }

    public List<PartyName> partners(Collection<String> partners) {
        return partners.stream().map(id -> name(id, false)).distinct().toList();
    }

    /** Whether this party leads or partners the action. */
    public boolean involves(ActionState action, String partyId) {
        return leads(action, partyId)
                || action.partners().stream().anyMatch(id -> standing(id).equals(standing(partyId)));
    }

    public boolean leads(ActionState action, String partyId) {
        return action.leads().parties().stream().anyMatch(id -> standing(id).equals(standing(partyId)));
    }

    public Set<Gap> gaps(ActionState action) {
        EnumSet<Gap> gaps = EnumSet.noneOf(Gap.class);
        if (!action.open()) {
            return gaps;
        }
        switch (action.timescale().kind()) {
            // Opened again, what the plan calls complete or ended has no date to work towards
            case NONE, SETTLED_COMPLETE, SETTLED_ENDED -> gaps.add(Gap.NO_DATE);
            case UNREADABLE -> gaps.add(Gap.UNREADABLE);
            case CONDITIONAL -> gaps.add(Gap.CONDITIONAL);
            case DATE, WINDOW, RECURRING, ONGOING, DATE_THEN_ONGOING -> {}
        }
        List<String> leads = action.leads().parties();
        if (leads.isEmpty()) {
            gaps.add(Gap.NO_LEAD);
        } else if (leads.stream().noneMatch(this::canBeWrittenTo)) {
            gaps.add(Gap.NOBODY_TO_WRITE_TO);
        }
        return gaps;
    }

    private boolean canBeWrittenTo(String partyId) {
        String id = standing(partyId);
        PartyState party = parties.get(id);
        return (party == null || party.kind() != PartyKind.COLLECTIVE) && (reachable == null || reachable.contains(id));
    }

    public When when(ActionState action) {
        Timescale time = action.timescale();
        LocalDate target = time.target();
        Integer dueIn = !action.open() || target == null || target.isBefore(day)
                ? null
                : (int) ChronoUnit.DAYS.between(day, target);
        return new When(
                time.written(),
                time.kind(),
                time.from(),
                target,
                time.unconfirmed(),
                time.suggestion(),
                action.lateDays(day),
                dueIn,
                action.slips(),
                action.slippedDays(),
                action.firstDate());
    }

    private boolean dueSoon(ActionState action) {
        LocalDate target = action.timescale().target();
        return action.open() && target != null && !target.isBefore(day) && !target.isAfter(day.plusDays(Counts.SOON));
    }

    /** Counts over these actions. */
    public Counts count(Collection<ActionState> actions) {
        int open = 0;
        int complete = 0;
        int ended = 0;
        int late = 0;
        int latest = 0;
        int least = 0;
        int slipped = 0;
        int soon = 0;
        int withGap = 0;
        int proposals = 0;
        LocalDate nextDue = null;
        Map<Rating, Integer> ratings = new EnumMap<>(Rating.class);
        for (Rating rating : Rating.values()) {
            ratings.put(rating, 0);
        }
        Map<Gap, Integer> gaps = new EnumMap<>(Gap.class);
        for (Gap gap : Gap.values()) {
            gaps.put(gap, 0);
        }
        Map<Integer, Integer> escalated = new TreeMap<>(Map.of(1, 0, 2, 0, 3, 0));
        for (ActionState action : actions) {
            ratings.merge(action.rating(), 1, Integer::sum);
            switch (action.status()) {
                case NOT_STARTED, IN_PROGRESS -> open++;
                case COMPLETE -> complete++;
                case ENDED -> ended++;
            }
            int days = action.lateDays(day);
            if (days > 0) {
                late++;
                latest = Math.max(latest, days);
                least = least == 0 ? days : Math.min(least, days);
            }
            if (action.open() && action.slips() > 0) {
                slipped++;
            }
            if (dueSoon(action)) {
                soon++;
                LocalDate target = Objects.requireNonNull(action.timescale().target());
                nextDue = nextDue == null || target.isBefore(nextDue) ? target : nextDue;
            }
            Set<Gap> own = gaps(action);
            own.forEach(gap -> gaps.merge(gap, 1, Integer::sum));
            withGap += own.isEmpty() ? 0 : 1;
            int level = action.level();
            if (level > 0) {
                escalated.merge(level, 1, Integer::sum);
            }
            proposals += action.proposals().size();
        }
        return new Counts(
                actions.size(),
                open,
                complete,
                ended,
                ratings,
                late,
                latest,
                least,
                slipped,
                soon,
                nextDue,
                gaps,
                withGap,
                escalated,
                proposals);
    }

    /** The action as a row. */
    public ActionRow row(ActionState action) {
        PlanFacts plan = plans.get(action.planId());
        Outline outline = outline(action.planId());
        PlanOutline.Theme theme = outline.themes.get(action.details().themeId());
        String objectiveId = action.details().objectiveId();
        PlanOutline.Objective objective = objectiveId == null ? null : outline.objectives.get(objectiveId);
        LocalDate update = action.lastUpdate();
        LocalDate meeting = lastMeeting(action.planId());
        boolean silent = isSilentSince(action, meeting);
        return new ActionRow(
                action.actionId(),
                action.planId(),
                plan == null ? action.planId() : plan.details().title(),
                action.details().displayReference(),
                action.details().themeId(),
                theme == null ? "" : theme.number(),
                theme == null ? action.details().themeId() : theme.title(),
                objectiveId,
                objective == null ? null : objective.statement(),
                action.details().text(),
                action.details().title(),
                objective != null && objective.priority(),
                leads(action.leads()),
                partners(action.partners()),
                when(action),
                action.rating(),
                action.ratedSince(),
                action.status(),
                action.closedOn(),
                action.level(),
                update,
                action.lastNote() == null ? null : action.lastNote().text(),
                silent ? meeting : null,
                action.labels(),
                action.exempt() != null,
                gaps(action),
                action.proposals().isEmpty()
                        ? null
                        : ActionRow.ProposalKind.valueOf(
                                action.proposals().getFirst().kind().name()),
                action.version(),
                action.milestones().size(),
                (int) action.milestones().stream()
                        .filter(m -> m.reachedOn() != null)
                        .count());
    }

    /** Whether an open action that was there before the meeting has had no update after it. */
    public boolean isSilentSince(ActionState action, @Nullable LocalDate meeting) {
        LocalDate update = action.lastUpdate();
        return meeting != null
                && action.open()
                && !action.addedOn().isAfter(meeting)
                && (update == null || !update.isAfter(meeting));
    }

    /** Groups that see the plan, the deciding ones first, then by name. */
    public List<GroupState> overseers(String planId) {
        return groups.values().stream()
                .filter(group -> sees(group, planId).isPresent())
                .sorted(Comparator.comparing((GroupState group) ->
                                !sees(group, planId).orElseThrow().decides())
                        .thenComparing(group -> group.details().name()))
                .toList();
    }

    public static Optional<GroupDetails.PlanView> sees(GroupState group, String planId) {
        return group.details().plans().stream()
                .filter(view -> view.planId().equals(planId))
                .findFirst();
    }

    /** Those whose meetings the plan goes by: the deciding groups, or where none decides, all that see it. */
    public List<GroupState> meetingGroups(String planId) {
        List<GroupState> all = overseers(planId);
        List<GroupState> deciding = all.stream()
                .filter(group -> sees(group, planId).orElseThrow().decides())
                .toList();
        return deciding.isEmpty() ? all : deciding;
    }

    /** Held meetings of those groups up to the day, oldest first. */
    public List<HeldMeeting> heldMeetings(String planId) {
        return meetingGroups(planId).stream()
                .flatMap(group -> group.meetings().stream()
                        .filter(meeting -> meeting.state() == GroupState.MeetingState.HELD
                                && !meeting.date().isAfter(day))
                        .map(meeting -> new HeldMeeting(meeting.date(), group)))
                .sorted(Comparator.comparing(HeldMeeting::date))
                .toList();
    }

    public record HeldMeeting(LocalDate date, GroupState group) {}

    /** Day of the last held meeting, or null. */
    public @Nullable LocalDate lastMeeting(String planId) {
        return lastMeetings
                .computeIfAbsent(planId, id -> {
                    List<HeldMeeting> held = heldMeetings(id);
                    return held.isEmpty()
                            ? Optional.empty()
                            : Optional.of(held.getLast().date());
                })
                .orElse(null);
    }

    /** The most urgent first: late, due soon, escalated or red, with a gap, by date; closed ones last. */
    public Comparator<ActionState> byUrgency() {
        return Comparator.comparing((ActionState a) -> !a.open())
                .thenComparing(a -> -a.lateDays(day))
                .thenComparing(a -> !dueSoon(a))
                .thenComparing(a -> -a.level())
                .thenComparing(a -> a.rating() != Rating.RED)
                .thenComparing(a -> gaps(a).isEmpty())
                .thenComparing(a -> a.timescale().target(), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(a -> a.details().displayReference(), PrintedOrder.REFERENCES)
                .thenComparing(ActionState::actionId);
    }

    public boolean isDueSoon(ActionState action) {
        return dueSoon(action);
    }

    private Outline outline(String planId) {
        return outlines.computeIfAbsent(planId, id -> new Outline(plans.get(id)));
    }

    private static final class Outline {
        private final Map<String, PlanOutline.Theme> themes = new HashMap<>();
        private final Map<String, PlanOutline.Objective> objectives = new HashMap<>();

        private Outline(@Nullable PlanFacts plan) {
            Stream<PlanOutline.Theme> all = plan == null ? Stream.empty() : plan.outline().themes().stream();
            all.forEach(theme -> {
                themes.put(theme.themeId(), theme);
                theme.objectives().forEach(objective -> objectives.put(objective.objectiveId(), objective));
            });
        }
    }
}
