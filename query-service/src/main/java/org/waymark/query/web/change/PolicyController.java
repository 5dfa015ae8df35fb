package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.BankHolidays;
import org.waymark.contract.time.Nation;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.plan.PolicyTerms;
import org.waymark.query.preview.Preview;
import org.waymark.query.preview.Previews;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.AsAt;
import org.waymark.query.web.Dates;
import org.waymark.query.web.FeedAddress;
import org.waymark.query.web.Pages;
import org.waymark.query.web.PreviewCalendar;
import org.waymark.query.web.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A plan's reminder policy: what it is, what a change would do before it is saved, and the change itself. */
@Controller
class PolicyController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Set<String> OWN = Set.of("_csrf", "step", "choice");

    /** One rung of the form. */
    public record Rung(int level, List<FormFields.Option> tells, boolean late, String days) {}

    /** A reason and the level to which it goes; 0 for none. */
    public record Placed(
            String name,
            String text,
            int level,
            boolean near,
            @Nullable String count,
            String value) {}

    /** A field with a fault, for the summary. */
    public record Problem(String href, String text) {}

    private final Plans plans;
    private final Histories histories;
    private final Previews previews;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final PreviewCalendar calendar;
    private final FeedAddress feeds;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    PolicyController(
            Plans plans,
            Histories histories,
            Previews previews,
            Forwarding forwarding,
            ProjectionPosition projections,
            PreviewCalendar calendar,
            FeedAddress feeds,
            Texts texts,
            Pages pages,
            Clock clock) {
        this.plans = plans;
        this.histories = histories;
        this.previews = previews;
        this.forwarding = forwarding;
        this.projections = projections;
        this.calendar = calendar;
        this.feeds = feeds;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/plans/{planId}/policy")
    ResponseEntity<byte[]> open(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable Long saved,
            HttpServletRequest request) {
        governance();
        PlanView plan = plans.plan(planId);
        Typed typed = new Typed();
        PolicyForm.fill(typed, plan.policy());
        stamp(typed, plan);
        return page(request, plan, typed, plan.policy(), Map.of(), null, saved);
    }

    @PostMapping("/plans/{planId}/policy")
    ResponseEntity<byte[]> send(@PathVariable String planId, HttpServletRequest request) {
        SignedIn me = governance();
        PlanView plan = plans.plan(planId);
        Typed typed = Typed.of(request);
        String step = typed.get("step");
        if (step.equals("stale")) {
            return afterStale(request, plan, typed);
        }
        PolicyForm.Read read = PolicyForm.read(texts, plan, typed);
        Policy policy = read.policy();
        if (policy == null || !step.equals("save")) {
            return page(request, plan, typed, policy, read.problems(), null, null);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("policy", policy);
        return answer(
                request,
                plan,
                typed,
                policy,
                forwarding.send(me, "plans", planId, "set-policy", body, typed.get("key"), typed.version()));
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request, PlanView plan, Typed typed, Policy policy, Forwarding.Outcome outcome) {
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield seeOther(address(plan) + "?saved=" + done.position());
            }
            case Forwarding.Outcome.Stale() -> stalePage(request, plan, typed, policy, false);
            case Forwarding.Outcome.NoAnswer() ->
                page(request, plan, typed, policy, Map.of(), texts.get("form.no-answer"), null);
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = refused.field() == null ? "" : PolicyForm.fieldOf(refused.field());
                yield field.isEmpty()
                        ? page(request, plan, typed, policy, Map.of(), detail, null)
                        : page(request, plan, typed, policy, Map.of(field, detail), null, null);
            }
        };
    }

    private static String address(PlanView plan) {
        return "/plans/" + plan.summary().planId() + "/policy";
    }

    private static ResponseEntity<byte[]> seeOther(String to) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(to))
                .build();
    }

    private void stamp(Typed typed, PlanView plan) {
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(plan.version()));
        typed.put("opened", json.writeValueAsString(plan.policy()));
    }

    /**
     * The page with the form, and beside it what would go out.
     *
     * @param policy what was typed, or null where it cannot be read
     * @param saved log entry of a change that has just been saved, or null
     */
    private ResponseEntity<byte[]> page(
            HttpServletRequest request,
            PlanView plan,
            Typed typed,
            @Nullable Policy policy,
            Map<String, String> problems,
            @Nullable String refusal,
            @Nullable Long saved) {
        List<PolicyTerms.Difference> differences =
                policy == null ? List.of() : PolicyTerms.between(plan.policy(), policy);
        Previews.Answer under = previews.saved(plan.summary().planId());
        Previews.Answer with = policy == null || differences.isEmpty()
                ? null
                : previews.changed(plan.summary().planId(), policy);
        boolean asSaved = with == null || typed.get("step").equals("saved");
        Preview shown = known(asSaved ? under : with);
        String refused = refusal == null && with instanceof Previews.Answer.Refused refusedPreview
                ? refusedPreview.detail()
                : refusal;
        boolean wrong = !problems.isEmpty() || refused != null;
        return pages.page(request, "policy", Pages.Section.PLANS)
                .status(wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .with("owner", plan.summary().owner())
                .with("plan", plan.summary())
                .with("typed", typed)
                .with("problems", problems)
                .with("summary", summary(problems))
                .with("refusal", refused)
                .with("saved", saved)
                .with("differences", differences)
                .with("effect", effect(known(under), known(with)))
                .with("asSaved", asSaved)
                .with("mailsSaved", count(known(under)))
                .with("mailsChanged", count(known(with)))
                .with("preview", shown)
                .with("months", shown == null ? List.of() : calendar.months(shown))
                .with("days", shown == null ? List.of() : calendar.days(shown))
                .with("nothing", shown == null ? null : calendar.whyNothing(shown))
                .with("feed", feeds.of(plan.summary().planId(), Objects.requireNonNull(Pages.signedIn())))
                .with("before", PolicyForm.boxes(typed, "before", PolicyForm.BEFORE_BOXES))
                .with("after", PolicyForm.boxes(typed, "after", PolicyForm.AFTER_BOXES))
                .with("closures", PolicyForm.spans(typed, "closure"))
                .with("holds", PolicyForm.spans(typed, "hold"))
                .with("holidays", PolicyForm.spans(typed, "holiday"))
                .with("listEnds", listEnds(plan))
                .with("nations", nations(plan, typed))
                .with("rungs", rungs(typed))
                .with("reasons", reasons(typed))
                .show();
    }

    /** The last day of the list of bank holidays, where that is near. */
    private @Nullable LocalDate listEnds(PlanView plan) {
        return BankHolidays.runsOut(
                plan.policy().nationOf(plan.summary().nation()), LocalDate.now(clock.withZone(Dates.LOCAL)));
    }

    private static @Nullable Preview known(Previews.@Nullable Answer answer) {
        return answer instanceof Previews.Answer.Known(Preview preview) ? preview : null;
    }

    private static int count(@Nullable Preview preview) {
        return preview == null ? 0 : preview.mails();
    }

    private static List<Problem> summary(Map<String, String> problems) {
        List<Problem> summary = new ArrayList<>();
        problems.forEach((field, text) -> summary.add(new Problem("#" + field, text)));
        return summary;
    }

    /** "In the next 120 days that is 113 mails instead of 147. No escalation moves." */
    private @Nullable String effect(@Nullable Preview before, @Nullable Preview after) {
        if (before == null || after == null) {
            return null;
        }
        String mails = before.mails() == after.mails()
                ? texts.get("policy.effect.same", after.mails(), Previews.DAYS)
                : texts.get("policy.effect", after.mails(), before.mails(), Previews.DAYS);
        String raised;
        if (raised(before).equals(raised(after))) {
            raised = texts.get("policy.effect.raised.none");
        } else if (before.raised() == after.raised()) {
            raised = texts.get("policy.effect.raised.moved", after.raised());
        } else {
            raised = texts.get("policy.effect.raised", after.raised(), before.raised());
        }
        return mails + " " + raised;
    }

    private static List<String> raised(Preview preview) {
        List<String> raised = new ArrayList<>();
        preview.days()
                .forEach(day -> day.raised()
                        .forEach(each -> raised.add(
                                day.date() + " " + each.actionId() + " " + each.level() + " " + each.reason())));
        return raised;
    }

    private List<FormFields.Option> nations(PlanView plan, Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        options.add(new FormFields.Option(
                "",
                texts.get("policy.nation.own", nation(plan.summary().nation())),
                null,
                typed.get("nation").isEmpty()));
        for (Nation nation : Nation.values()) {
            options.add(new FormFields.Option(
                    nation.name(), nation(nation), null, nation.name().equals(typed.get("nation"))));
        }
        return options;
    }

    private String nation(Nation nation) {
        return texts.get("nation." + nation.name().toLowerCase(java.util.Locale.ROOT));
    }

    private List<Rung> rungs(Typed typed) {
        List<Rung> rungs = new ArrayList<>();
        for (int level = 1; level <= Policy.LEVELS; level++) {
            List<String> chosen = typed.all("tells" + level);
            List<FormFields.Option> tells = new ArrayList<>();
            for (RecipientRole role : RecipientRole.values()) {
                if (!role.standsOnRungs()) {
                    continue;
                }
                tells.add(
                        new FormFields.Option(role.name(), PolicyTerms.who(role), null, chosen.contains(role.name())));
            }
            rungs.add(new Rung(level, tells, typed.get("late" + level).equals("yes"), typed.get("days" + level)));
        }
        return rungs;
    }

    private List<Placed> reasons(Typed typed) {
        List<Placed> reasons = new ArrayList<>();
        for (EscalationReason reason : PolicyForm.PLACED) {
            String name = "reason-" + Texts.slug(reason);
            String count = switch (reason) {
                case SLIPPED -> "slips";
                case RED_AT_MEETINGS -> "redMeetings";
                default -> null;
            };
            boolean near = switch (reason) {
                case NOT_STARTED_NEAR_DATE, RED_NEAR_DATE, UNANSWERED_NEAR_DATE -> true;
                default -> false;
            };
            String chosen = typed.get(name);
            reasons.add(new Placed(
                    name,
                    texts.of("policy.reason", reason),
                    chosen.matches("[1-3]") ? Integer.parseInt(chosen) : 0,
                    near,
                    count,
                    count == null ? "" : typed.get(count)));
        }
        return reasons;
    }

    private ResponseEntity<byte[]> stalePage(
            HttpServletRequest request, PlanView plan, Typed typed, Policy policy, boolean nothingChosen) {
        HistoryEntry latest = histories.ofPlan(plan.summary().planId(), Set.of(), AsAt.now(), 1, 20).rows().stream()
                .filter(entry -> entry.subject().equals(plan.summary().planId()))
                .findFirst()
                .orElse(null);
        return pages.page(request, "policy-stale", Pages.Section.PLANS)
                .status(HttpStatus.CONFLICT)
                .with("plan", plan.summary())
                .with(
                        "by",
                        latest == null
                                ? texts.get("stale.somebody")
                                : latest.who().inWords())
                .with("at", latest == null ? "" : Dates.moment(latest.recordedAt()))
                .with("compared", compared(opened(typed, plan), plan.policy(), policy))
                .with("nothingChosen", nothingChosen)
                .with("hidden", typed.hidden(OWN))
                .show();
    }

    /** The policy on which the form was opened, as it was sent along. */
    private Policy opened(Typed typed, PlanView plan) {
        try {
            return json.readValue(typed.get("opened"), Policy.class);
        } catch (JacksonException e) {
            // Somebody changed the hidden field: then nothing is known to differ
            return plan.policy();
        }
    }

    private static List<ChangeController.Compared> compared(Policy opened, Policy now, Policy typed) {
        List<PolicyTerms.Term> then = PolicyTerms.of(opened);
        List<PolicyTerms.Term> standing = PolicyTerms.of(now);
        List<PolicyTerms.Term> own = PolicyTerms.of(typed);
        List<ChangeController.Compared> rows = new ArrayList<>();
        for (int i = 0; i < standing.size(); i++) {
            String before = then.get(i).words();
            String present = standing.get(i).words();
            String mine = own.get(i).words();
            if (!before.equals(present) || !present.equals(mine)) {
                rows.add(new ChangeController.Compared(
                        standing.get(i).label(),
                        before,
                        present,
                        mine,
                        !before.equals(present),
                        !mine.equals(present)));
            }
        }
        return rows;
    }

    private ResponseEntity<byte[]> afterStale(HttpServletRequest request, PlanView plan, Typed typed) {
        PolicyForm.Read read = PolicyForm.read(texts, plan, typed);
        Policy policy = read.policy();
        switch (typed.get("choice")) {
            case "again" -> {
                stamp(typed, plan);
                return page(request, plan, typed, policy, read.problems(), null, null);
            }
            case "keep", "leave" -> {
                return seeOther(address(plan));
            }
            default -> {
                return policy == null
                        ? page(request, plan, typed, null, read.problems(), null, null)
                        : stalePage(request, plan, typed, policy, true);
            }
        }
    }

    private static SignedIn governance() {
        SignedIn me = Pages.signedIn();
        if (me == null || me.role() != Role.GOVERNANCE && me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("For governance only");
        }
        return me;
    }
}
