package org.waymark.query.escalation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.Policy;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.ActionState.Concern;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.history.Sentences;
import org.waymark.query.history.Teller;
import org.waymark.query.people.Words;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.Page;

/** Escalations are part of their actions; here they are listed over all plans. */
@Component
public final class FoldedEscalations implements Escalations {

    private final Views views;
    private final Reader reader;
    private final Teller teller;

    FoldedEscalations(Views views, Reader reader, Teller teller) {
        this.views = views;
        this.reader = reader;
        this.teller = teller;
    }

    private record Raised(ActionState action, Concern concern) {}

    @Override
    public List<EscalationView> open(@Nullable String planId, @Nullable Integer level) {
        Reading reading = reader.reading();
        return raised(planId, reading, Concern::open).stream()
                .filter(raised -> level == null || raised.concern().escalation().level() == level)
                .sorted(Comparator.comparing((Raised r) -> r.concern().acknowledgedAt() != null)
                        .thenComparing(r -> -r.concern().escalation().level())
                        .thenComparing(r -> r.concern().raisedAt())
                        .thenComparing(r -> r.action().actionId()))
                .map(r -> view(r.action(), r.concern(), reading))
                .toList();
    }

    @Override
    public Page<EscalationView> resolved(@Nullable String planId, @Nullable Integer level, int page, int size) {
        Page.check(page, size);
        Reading reading = reader.reading();
        List<Raised> all = new ArrayList<>(raised(
                planId,
                reading,
                concern -> concern.resolvedAt() != null
                        && !concern.climbed()
                        && (level == null || concern.escalation().level() == level)));
        all.sort(Comparator.comparing(
                        (Raised r) -> r.concern().resolvedAt(), Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(r -> r.action().actionId()));
        Page<Raised> cut = Page.of(all, page, size);
        return new Page<>(
                cut.rows().stream()
                        .map(r -> view(r.action(), r.concern(), reading))
                        .toList(),
                page,
                size,
                cut.total());
    }

    @Override
    public Map<Integer, Integer> openByLevel() {
        Map<Integer, Integer> levels = new TreeMap<>(Map.of(1, 0, 2, 0, 3, 0));
        levels.putAll(views.escalated());
        return levels;
    }

    private List<Raised> raised(@Nullable String planId, Reading reading, Predicate<Concern> wanted) {
        List<Raised> raised = new ArrayList<>();
        for (String plan : reading.plans().keySet()) {
            if (planId == null || planId.equals(plan)) {
                for (ActionState action : views.actions(plan).actions()) {
                    action.escalations().stream()
                            .filter(wanted)
                            .forEach(concern -> raised.add(new Raised(action, concern)));
                }
            }
        }
        return raised;
    }

    /** One escalation of an action, on the day of the reading. */
    public EscalationView view(ActionState action, Concern concern, Reading reading) {
        LocalDate raisedOn = LocalDate.ofInstant(concern.raisedAt(), EventContext.LONDON);
        LocalDate until = concern.resolvedAt() == null
                ? reading.day()
                : LocalDate.ofInstant(concern.resolvedAt(), EventContext.LONDON);
        String by = concern.acknowledgedBy();
        return new EscalationView(
                concern.escalation().escalationId(),
                reading.row(action),
                concern.escalation().level(),
                concern.escalation().reason(),
                Sentences.reason(concern.escalation()),
                concern.climbedFrom(),
                concern.raisedAt(),
                raisedOn,
                (int) Math.max(0, ChronoUnit.DAYS.between(raisedOn, until)),
                concern.acknowledgedAt(),
                by == null ? null : teller.who(Map.of(Metadata.ACTOR, by)).inWords(),
                text(concern.acknowledgement()),
                concern.resolvedAt(),
                concern.climbed() ? Words.of("climbed") : text(concern.resolvedBecause()),
                concern.escalation().meetingId(),
                concern.told().stream()
                        .map(told -> new EscalationView.Told(
                                told.mailId(),
                                Sentences.recipient(
                                        told.role(),
                                        told.partyId() == null ? null : reading.nameOf(told.partyId()),
                                        true),
                                told.at(),
                                told.state() == MailState.SENT))
                        .toList(),
                with(action, concern, reading));
    }

    private static RecipientRole with(ActionState action, Concern concern, Reading reading) {
        PlanFacts plan = reading.plans().get(action.planId());
        Policy policy = plan == null ? Policy.standard() : plan.policy();
        return policy.ladder().rung(concern.escalation().level()).mainly();
    }

    private static @Nullable String text(@Nullable FreeText text) {
        return text == null ? null : text.text();
    }
}
