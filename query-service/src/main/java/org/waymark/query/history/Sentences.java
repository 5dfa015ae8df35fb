package org.waymark.query.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.Leads;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.contract.installation.InstallationEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.projection.ProjectionEvent;
import org.waymark.contract.time.Timescale;
import org.waymark.eventstore.UnknownEvent;
import org.waymark.query.history.HistoryEntry.Kind;
import org.waymark.query.people.Words;
import org.waymark.query.plan.PolicyTerms;

/** Tells events. Every event has a sentence; names are looked up when it is told. */
public final class Sentences {

    private final Names names;

    /** Present names of what events call by id. */
    public interface Names {
        String party(String partyId);

        String action(String actionId);

        String plan(String planId);

        String group(String groupId);
    }

    /**
     * @param quote the person's own words, or null
     * @param details further lines
     * @param level level of the escalation raised, or 0
     */
    public record Told(Kind kind, String sentence, @Nullable FreeText quote, List<String> details, int level) {}

    public Sentences(Names names) {
        this.names = names;
    }

    /** Tells one event. */
    public Told tell(Event event) {
        return switch (event) {
            case ActionEvent e -> action(e);
            case PlanEvent e -> plan(e);
            case GroupEvent e -> group(e);
            case PartyEvent e -> party(e);
            case IndicatorEvent e -> indicator(e);
            case MailEvent e -> mail(e);
            case InstallationEvent.MailStopped e -> told(Kind.OTHER, Words.of("installation.mail-stopped"), e.reason());
            case InstallationEvent.MailResumed e -> told(Kind.OTHER, Words.of("installation.mail-resumed"), e.reason());
            case InstallationEvent.InstallationTextRedacted e ->
                told(Kind.OTHER, removed("installation", e.position(), e.reason()), null);
            case ProjectionEvent e -> projection(e);
            case UnknownEvent e ->
                told(
                        Kind.OTHER,
                        Words.of(EventCatalogue.byName(e.name()) == null ? "unknown" : "unread", e.name()),
                        null);
            default -> told(Kind.OTHER, Words.of("unknown", event.getClass().getSimpleName()), null);
        };
    }

    private Told action(ActionEvent event) {
        return switch (event) {
            case ActionEvent.ActionAdded e -> told(Kind.AGREED, added(e), null);
            case ActionEvent.DetailsAmended e -> amended(e);
            case ActionEvent.ProgressReported e -> told(Kind.WORD, Words.of("action.progress-reported"), e.note());
            case ActionEvent.StatusChanged e ->
                told(
                        Kind.WORD,
                        Words.of("action.status-changed", Words.of("status", e.from()), Words.of("status", e.to())),
                        e.note());
            case ActionEvent.RatingChanged e ->
                told(
                        Kind.WORD,
                        Words.of("action.rating-changed", Words.of("rating", e.from()), Words.of("rating", e.to())),
                        e.note());
            case ActionEvent.TimescaleSet e ->
                told(Kind.AGREED, Words.of("action.timescale-set", full(e.to()), full(e.from())), e.reason());
            case ActionEvent.TimescaleSlipped e -> told(Kind.AGREED, slipped(e), e.reason());
            case ActionEvent.BroughtForward e ->
                told(
                        Kind.AGREED,
                        Words.of("action.brought-forward", date(e.from()), date(e.to()), days(e.days())),
                        e.reason());
            case ActionEvent.DateProposed e ->
                told(Kind.AGREED, Words.of("action.date-proposed", date(e.from()), date(e.to())), e.reason());
            case ActionEvent.CompletionProposed e ->
                told(
                        Kind.AGREED,
                        e.completedOn() == null
                                ? Words.of("action.completion-proposed")
                                : Words.of("action.completion-proposed.done", Words.date(e.completedOn())),
                        e.note());
            case ActionEvent.EndingProposed e -> told(Kind.AGREED, Words.of("action.ending-proposed"), e.reason());
            case ActionEvent.LeadChangeProposed e ->
                told(Kind.AGREED, Words.of("action.lead-change-proposed", without(e.from(), e.to())), e.reason());
            case ActionEvent.ProposalAccepted e -> told(Kind.AGREED, Words.of("action.proposal-accepted"), e.note());
            case ActionEvent.ProposalDeclined e -> told(Kind.AGREED, Words.of("action.proposal-declined"), e.reason());
            case ActionEvent.OccurrenceScheduled e ->
                told(
                        Kind.AGREED,
                        Words.of("action.occurrence-scheduled", date(e.to()), Words.date(e.adoptedOn())),
                        null);
            case ActionEvent.OccurrenceCompleted e ->
                told(
                        Kind.AGREED,
                        e.occurrence() == null
                                ? Words.of("action.occurrence-completed.undated", "", date(e.next()))
                                : Words.of("action.occurrence-completed", Words.date(e.occurrence()), date(e.next())),
                        e.note());
            case ActionEvent.MilestoneAdded e ->
                told(Kind.AGREED, Words.of("action.milestone-added", e.text(), full(e.timescale())), null);
            case ActionEvent.MilestoneMoved e ->
                told(
                        Kind.AGREED,
                        Words.of("action.milestone-moved", e.text(), full(e.to()), full(e.from())),
                        e.reason());
            case ActionEvent.MilestoneReached e ->
                told(Kind.WORD, Words.of("action.milestone-reached", Words.date(e.reachedOn())), e.note());
            case ActionEvent.LeadAssigned e ->
                told(Kind.AGREED, Words.of("action.lead-assigned", leads(e.to()), leads(e.from())), null);
            case ActionEvent.LeadReassigned e ->
                told(Kind.AGREED, Words.of("action.lead-reassigned", leads(e.from()), leads(e.to())), e.reason());
            case ActionEvent.PartnerAdded e ->
                told(Kind.AGREED, Words.of("action.partner-added", names.party(e.partyId())), null);
            case ActionEvent.PartnerRemoved e ->
                told(Kind.AGREED, Words.of("action.partner-removed", names.party(e.partyId())), e.reason());
            case ActionEvent.Completed e ->
                told(Kind.AGREED, Words.of("action.completed", Words.date(e.completedOn())), e.note());
            case ActionEvent.Ended e -> told(Kind.AGREED, Words.of("action.ended"), e.reason());
            case ActionEvent.Reopened e ->
                told(
                        Kind.AGREED,
                        Words.of("action.reopened", Words.of("status", e.from()), Words.of("status", e.to())),
                        e.reason());
            case ActionEvent.EvidenceAttached e ->
                told(
                        Kind.WORD,
                        e.link() == null
                                ? Words.of("action.evidence-attached", e.title())
                                : Words.of("action.evidence-attached.link", e.title(), e.link()),
                        e.note());
            case ActionEvent.DependencyDeclared e ->
                told(Kind.OTHER, Words.of("action.dependency-declared", names.action(e.waitsFor())), e.note());
            case ActionEvent.Labelled e ->
                told(Kind.OTHER, Words.of("action.labelled", list(e.from()), list(e.to())), null);
            case ActionEvent.MarkedExempt e -> told(Kind.OTHER, Words.of("action.marked-exempt"), e.reason());
            case ActionEvent.ExemptionLifted e -> told(Kind.OTHER, Words.of("action.exemption-lifted"), e.reason());
            case ActionEvent.DecisionRecorded e -> {
                String by = e.groupId() == null ? Words.of("decided-by.board") : names.group(e.groupId());
                yield told(
                        Kind.DECISION, Words.of("decision.recorded." + e.kind().name(), by) + ".", e.text());
            }
            case ActionEvent.Corrected e -> told(Kind.OTHER, corrected(e), e.reason());
            case ActionEvent.EscalationRaised e -> {
                Escalation escalation = e.escalation();
                String key = e.climbedFrom() == 0 ? "action.escalation-raised" : "action.escalation-raised.climbed";
                yield new Told(
                        Kind.ESCALATION,
                        Words.of(key, escalation.level(), reason(escalation), e.climbedFrom()),
                        null,
                        List.of(),
                        escalation.level());
            }
            case ActionEvent.EscalationAcknowledged e ->
                told(Kind.ESCALATION, Words.of("action.escalation-acknowledged"), e.note());
            case ActionEvent.EscalationResolved e ->
                told(
                        Kind.ESCALATION,
                        Words.of(
                                e.reason() == null
                                        ? "action.escalation-resolved.cause-gone"
                                        : "action.escalation-resolved"),
                        e.reason());
            case ActionEvent.TextRedacted e -> told(Kind.OTHER, removed("action", e.position(), e.reason()), null);
        };
    }

    private Told plan(PlanEvent event) {
        return switch (event) {
            case PlanEvent.PlanCreated e ->
                told(
                        Kind.AGREED,
                        Words.of(
                                "plan.created", e.details().title(), e.details().owner()),
                        null);
            case PlanEvent.PlanAmended e -> {
                List<String> parts = new ArrayList<>();
                addIf(parts, e.details() != null, "amended.details");
                addIf(parts, e.outline() != null, "amended.outline");
                yield told(Kind.OTHER, Words.of("plan.amended", joined(parts)), e.reason());
            }
            case PlanEvent.PlanAdopted e ->
                told(Kind.AGREED, Words.of("plan.adopted", Words.date(e.adoptedOn())), e.note());
            case PlanEvent.PolicySet e ->
                new Told(
                        Kind.OTHER,
                        Words.of("plan.policy-set"),
                        null,
                        PolicyTerms.between(e.from(), e.to()).stream()
                                .map(PolicyTerms.Difference::sentence)
                                .toList(),
                        0);
            case PlanEvent.PlanPublished _ -> told(Kind.OTHER, Words.of("plan.published"), null);
            case PlanEvent.PlanWithdrawn e -> told(Kind.OTHER, Words.of("plan.withdrawn"), e.reason());
            case PlanEvent.PlanClosed e -> told(Kind.AGREED, Words.of("plan.closed"), e.reason());
            case PlanEvent.ActionsCarriedOver e ->
                told(
                        Kind.AGREED,
                        Words.count("plan.actions-carried-over", e.actionIds().size(), names.plan(e.successorPlanId())),
                        null);
            case PlanEvent.PlanTextRedacted e -> told(Kind.OTHER, removed("plan", e.position(), e.reason()), null);
        };
    }

    private Told group(GroupEvent event) {
        return switch (event) {
            case GroupEvent.GroupFormed e ->
                told(Kind.AGREED, Words.of("group.formed", e.details().name()), null);
            case GroupEvent.GroupAmended e ->
                told(Kind.OTHER, Words.of("group.amended", amended(e.from(), e.to())), null);
            case GroupEvent.MeetingScheduled e ->
                told(Kind.AGREED, Words.of("group.meeting-scheduled", Words.date(e.date())), null);
            case GroupEvent.MeetingMoved e ->
                told(
                        Kind.AGREED,
                        Words.of("group.meeting-moved", Words.date(e.from()), Words.date(e.to())),
                        e.reason());
            case GroupEvent.MeetingCancelled e ->
                told(Kind.AGREED, Words.of("group.meeting-cancelled", Words.date(e.date())), e.reason());
            case GroupEvent.MeetingHeld e ->
                told(Kind.AGREED, Words.of("group.meeting-held", Words.date(e.date())), null);
            case GroupEvent.PackIssued e ->
                told(Kind.AGREED, Words.of("group.pack-issued", number(e.position())), null);
            case GroupEvent.DecisionTaken e -> {
                String kind = Words.of("decision", e.kind());
                yield told(
                        Kind.DECISION,
                        e.actionIds().isEmpty()
                                ? Words.of("group.decision-taken", kind)
                                : Words.count(
                                        "group.decision-taken.about",
                                        e.actionIds().size(),
                                        kind),
                        e.text());
            }
            case GroupEvent.ReportDueSet e -> {
                String title = e.to().title();
                LocalDate next = e.to().next();
                yield told(
                        Kind.AGREED,
                        next == null
                                ? Words.of("group.report-due-set.undated", title)
                                : Words.of("group.report-due-set", title, Words.date(next)),
                        null);
            }
            case GroupEvent.ReportReceived e -> {
                LocalDate next = e.next();
                yield told(
                        Kind.AGREED,
                        next == null
                                ? Words.of("group.report-received", Words.date(e.receivedOn()))
                                : Words.of("group.report-received.next", Words.date(e.receivedOn()), Words.date(next)),
                        null);
            }
            case GroupEvent.ReportNoLongerDue e ->
                told(Kind.AGREED, Words.of("group.report-no-longer-due"), e.reason());
            case GroupEvent.GroupTextRedacted e -> told(Kind.OTHER, removed("group", e.position(), e.reason()), null);
        };
    }

    private Told party(PartyEvent event) {
        return switch (event) {
            case PartyEvent.PartyRegistered e ->
                told(Kind.AGREED, Words.of("party.registered", e.name(), e.area()), null);
            case PartyEvent.PartyRenamed e -> told(Kind.OTHER, Words.of("party.renamed", e.from(), e.to()), null);
            case PartyEvent.AliasAdded e -> told(Kind.OTHER, Words.of("party.alias-added", e.alias()), null);
            case PartyEvent.AliasRemoved e -> told(Kind.OTHER, Words.of("party.alias-removed", e.alias()), null);
            case PartyEvent.PartyKindChanged e ->
                told(
                        Kind.OTHER,
                        Words.of(
                                "party.kind-changed", Words.of("party.kind", e.from()), Words.of("party.kind", e.to())),
                        null);
            case PartyEvent.PartyMerged e -> told(Kind.OTHER, Words.of("party.merged", names.party(e.into())), null);
        };
    }

    private Told indicator(IndicatorEvent event) {
        return switch (event) {
            case IndicatorEvent.IndicatorDefined e -> told(Kind.OTHER, Words.of("indicator.defined", e.name()), null);
            case IndicatorEvent.IndicatorAmended e -> {
                List<String> details = new ArrayList<>();
                measured(details, "indicator.unit", e.unit());
                measured(details, "indicator.code", e.code());
                measured(details, "indicator.source", e.source());
                yield new Told(Kind.OTHER, Words.of("indicator.amended", e.name()), null, details, 0);
            }
            case IndicatorEvent.ActionsLinked e ->
                new Told(
                        Kind.OTHER,
                        e.to().isEmpty()
                                ? Words.of("indicator.actions-linked.none")
                                : Words.count("indicator.actions-linked", e.to().size()),
                        null,
                        e.to().stream().map(names::action).toList(),
                        0);
            case IndicatorEvent.ReadingRecorded e ->
                told(
                        Kind.OTHER,
                        Words.of("indicator.reading-recorded", e.area(), e.period(), value(e.value(), e.gap())),
                        null);
            case IndicatorEvent.ReadingCorrected e ->
                told(
                        Kind.OTHER,
                        Words.of(
                                "indicator.reading-corrected",
                                e.area(),
                                e.period(),
                                value(e.from(), e.fromGap()),
                                value(e.to(), e.toGap())),
                        e.reason());
            case IndicatorEvent.IndicatorTextRedacted e ->
                told(Kind.OTHER, removed("indicator", e.position(), e.reason()), null);
        };
    }

    private static void measured(List<String> details, String key, @Nullable String text) {
        if (text != null) {
            details.add(Words.of(key, text));
        }
    }

    private static Told projection(ProjectionEvent event) {
        return switch (event) {
            case ProjectionEvent.EntryDiscarded e ->
                told(
                        Kind.OTHER,
                        Words.of("projection.entry-discarded", number(e.position()), e.event(), e.subject()),
                        e.reason());
            case ProjectionEvent.DiscardReasonRedacted e ->
                told(Kind.OTHER, removed("projection", e.position(), e.reason()), null);
        };
    }

    private Told mail(MailEvent event) {
        return switch (event) {
            case MailEvent.MailRecorded e -> {
                Mail mail = e.mail();
                List<String> rules = mail.items().stream()
                        .map(item -> Words.of("rule", item.rule()))
                        .distinct()
                        .toList();
                yield new Told(
                        Kind.MAIL,
                        Words.of(
                                "mail.recorded",
                                String.join(", ", rules),
                                Words.of("mail-state", e.state()),
                                recipient(mail.role(), mail.partyId())),
                        null,
                        e.answer() == null ? List.of() : List.of(e.answer()),
                        0);
            }
        };
    }

    /** Whom a mail goes to, in words: "the contact of Carers Count". */
    public String recipient(RecipientRole role, @Nullable String partyId) {
        return recipient(role, partyId == null ? null : names.party(partyId), true);
    }

    /** As {@link #recipient(RecipientRole, String)}, with the party's name at hand. */
    public static String recipient(RecipientRole role, @Nullable String partyName, boolean named) {
        String key = "recipient." + role.name();
        return named && partyName != null && Words.has(key + ".party")
                ? Words.of(key + ".party", partyName)
                : Words.of(key);
    }

    /** Why an escalation was raised, in words: "56 days late". */
    public static String reason(Escalation escalation) {
        String key = "reason." + escalation.reason().name();
        if (escalation.count() == 2 && Words.has(key + ".two")) {
            return Words.of(key + ".two");
        }
        return Words.has(key) ? Words.of(key) : Words.count(key, escalation.count());
    }

    /** An action's carrying over, told in the action's own history. */
    public Told carriedOver(PlanEvent.ActionsCarriedOver event) {
        return told(
                Kind.AGREED,
                Words.of(
                        "plan.actions-carried-over.this",
                        names.plan(event.planId()),
                        names.plan(event.successorPlanId())),
                null);
    }

    private String added(ActionEvent.ActionAdded event) {
        String time = event.timescale().written().isBlank()
                ? Words.of("action.added.no-timescale")
                : Words.of("action.added.timescale", event.timescale().written());
        String led = event.leads().parties().isEmpty()
                ? Words.of("action.added.unled")
                : Words.of("action.added.led", leads(event.leads()));
        String partners = event.partners().isEmpty()
                ? ""
                : Words.of(
                        "action.added.partners",
                        joined(event.partners().stream().map(names::party).toList()));
        return Words.of("action.added", time, led + partners);
    }

    private static String slipped(ActionEvent.TimescaleSlipped event) {
        String how = event.count() == 1
                ? Words.of("action.timescale-slipped.first", days(event.days()))
                : Words.of(
                        "action.timescale-slipped.later",
                        days(event.days()),
                        Words.has("slip." + event.count())
                                ? Words.of("slip." + event.count())
                                : Words.of("slip.n", event.count()),
                        days(event.totalDays()));
        return Words.of("action.timescale-slipped", date(event.from()), date(event.to()), how);
    }

    private static Told amended(ActionEvent.DetailsAmended event) {
        ActionDetails from = event.from();
        ActionDetails to = event.to();
        List<String> parts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        addIf(parts, !from.themeId().equals(to.themeId()), "amended.theme");
        addIf(parts, !Objects.equals(from.objectiveId(), to.objectiveId()), "amended.objective");
        if (!from.displayReference().equals(to.displayReference())) {
            parts.add(Words.of("amended.reference", from.displayReference(), to.displayReference()));
        }
        compare(parts, lines, "amended.text", from.text(), to.text());
        compare(parts, lines, "amended.title", from.title(), to.title());
        compare(parts, lines, "amended.process", from.process(), to.process());
        compare(parts, lines, "amended.measures", String.join("; ", from.measures()), String.join("; ", to.measures()));
        String sentence = parts.isEmpty()
                ? Words.of("action.details-amended.nothing")
                : Words.of("action.details-amended", joined(parts));
        return new Told(Kind.OTHER, sentence, event.reason(), lines, 0);
    }

    private static void compare(
            List<String> parts, List<String> lines, String key, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            parts.add(Words.of(key));
            lines.add(Words.of("amended.from", orNothing(from)));
            lines.add(Words.of("amended.to", orNothing(to)));
        }
    }

    private static String orNothing(@Nullable String text) {
        return text == null || text.isBlank() ? Words.of("nothing") : text;
    }

    private static String amended(GroupDetails from, GroupDetails to) {
        List<String> parts = new ArrayList<>();
        addIf(parts, !from.name().equals(to.name()), "amended.name");
        addIf(parts, !Objects.equals(from.reportsTo(), to.reportsTo()), "amended.reports");
        addIf(
                parts,
                !Objects.equals(from.chair(), to.chair())
                        || !Objects.equals(from.officer(), to.officer())
                        || !from.members().equals(to.members()),
                "amended.people");
        addIf(parts, !from.plans().equals(to.plans()), "amended.plans");
        addIf(parts, from.kind() != to.kind() || from.nation() != to.nation(), "amended.other");
        return joined(parts.isEmpty() ? List.of(Words.of("amended.nothing")) : parts);
    }

    private static String corrected(ActionEvent.Corrected event) {
        List<String> parts = new ArrayList<>();
        addIf(parts, event.details() != null, "corrected.details");
        if (event.rating() != null) {
            parts.add(Words.of("corrected.rating", Words.of("rating", event.rating())));
        }
        if (event.timescale() != null) {
            parts.add(Words.of("corrected.timescale", full(event.timescale())));
        }
        return Words.of("action.corrected", joined(parts));
    }

    private static void addIf(List<String> parts, boolean condition, String key) {
        if (condition) {
            parts.add(Words.of(key));
        }
    }

    private static String removed(String kind, long position, String reason) {
        return Words.of(kind + ".text-redacted", number(position), reason);
    }

    /** Those who would lead it no more. */
    private String without(Leads from, Leads to) {
        return joined(from.parties().stream()
                .filter(party -> !to.parties().contains(party))
                .map(names::party)
                .toList());
    }

    private String leads(Leads leads) {
        return leads.parties().isEmpty()
                ? Words.of("nobody")
                : joined(leads.parties().stream().map(names::party).toList());
    }

    private static String list(List<String> words) {
        return words.isEmpty() ? Words.of("nothing") : String.join(", ", words);
    }

    /** "a, b and c" */
    private static String joined(List<String> parts) {
        if (parts.size() < 2) {
            return parts.isEmpty() ? Words.of("nothing") : parts.getFirst();
        }
        return Words.of("and", String.join(", ", parts.subList(0, parts.size() - 1)), parts.getLast());
    }

    private static String date(Timescale timescale) {
        if (timescale.target() != null) {
            return Words.date(timescale.target());
        }
        return timescale.written().isBlank() ? Words.of("no-date") : Words.of("written", timescale.written());
    }

    private static String full(Timescale timescale) {
        if (timescale.target() == null || timescale.written().isBlank()) {
            return date(timescale);
        }
        String date = Words.date(timescale.target());
        return date.equals(timescale.written()) ? date : Words.of("date-as-written", date, timescale.written());
    }

    private static String days(long days) {
        return Words.count("days", days);
    }

    private static String number(long number) {
        return String.format(java.util.Locale.UK, "%,d", number);
    }

    private static String value(java.math.@Nullable BigDecimal value, @Nullable ReadingGap gap) {
        return value == null
                ? Words.of(gap == ReadingGap.NOT_ASKED ? "not-asked" : "not-published")
                : value.toPlainString();
    }

    private static Told told(Kind kind, String sentence, @Nullable FreeText quote) {
        return new Told(kind, sentence, quote, List.of(), 0);
    }

    /** Names from maps, for tests and for tellers that have everything at hand; an id stands for itself. */
    public static Names names(
            Map<String, String> parties,
            Map<String, String> actions,
            Map<String, String> plans,
            Map<String, String> groups) {
        return new Names() {
            @Override
            public String party(String id) {
                return parties.getOrDefault(id, id);
            }

            @Override
            public String action(String id) {
                return actions.getOrDefault(id, id);
            }

            @Override
            public String plan(String id) {
                return plans.getOrDefault(id, id);
            }

            @Override
            public String group(String id) {
                return groups.getOrDefault(id, id);
            }
        };
    }
}
