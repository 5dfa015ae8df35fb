package org.waymark.query.web.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.query.group.GroupView;
import org.waymark.query.people.People;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.preview.Preview;
import org.waymark.query.preview.Previews;
import org.waymark.query.view.Gap;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Texts;

/** What follows where a plan is adopted today: who reports on it, and whom the first mails go to. */
@Component
final class AdoptionOutlook {

    /** Days of first mails that are told: further on, what people do in the meantime counts for more. */
    private static final int FIRST_DAYS = 3;

    private final Previews previews;
    private final People people;
    private final Texts texts;

    AdoptionOutlook(Previews previews, People people, Texts texts) {
        this.previews = previews;
        this.people = people;
        this.texts = texts;
    }

    /**
     * In sentences, what begins first, first.
     *
     * @param groups those that the plan answers to, the deciding ones first
     */
    List<String> follows(PlanView plan, List<GroupView> groups, LocalDate today) {
        List<String> follows = new ArrayList<>();
        follows.add(texts.get("adopt.follows.counts", Dates.weekday(today)));
        follows.add(takeOn(plan.summary(), groups));
        if (!plan.policy().mail()) {
            follows.add(texts.get("adopt.follows.mail-off"));
            return follows;
        }
        PlanSummary.NextMeeting next = plan.summary().nextMeeting();
        PlanSummary.NextMeeting asks = next != null && next.updateRequests().isAfter(today) ? next : null;
        if (previews.asAdopted(plan.summary().planId()) instanceof Previews.Answer.Known(Preview preview)) {
            Map<LocalDate, TreeSet<String>> first = firstMails(preview);
            first.entrySet().stream()
                    .limit(FIRST_DAYS)
                    .forEach(day -> follows.add(texts.get(
                            "adopt.follows.first", Dates.weekday(day.getKey()), String.join("; ", day.getValue()))));
            if (first.isEmpty() && asks == null) {
                follows.add(texts.get("adopt.follows.nobody"));
            }
        } else {
            follows.add(texts.get("adopt.follows.not-known"));
        }
        if (asks != null) {
            follows.add(
                    texts.get("adopt.follows.asked", Dates.weekday(asks.updateRequests()), Dates.weekday(asks.date())));
        }
        return follows;
    }

    private String takeOn(PlanSummary plan, List<GroupView> groups) {
        boolean nothing = plan.counts().late() == 0
                && plan.counts().actionsWithGap() == plan.counts().gap(Gap.CONDITIONAL);
        if (nothing) {
            return texts.get("adopt.follows.no-report");
        }
        String officer = firstOf(groups, Part.OFFICER);
        return officer == null ? texts.get("adopt.follows.report.nobody") : texts.get("adopt.follows.report", officer);
    }

    /** Who has a part in a group. */
    enum Part {
        CHAIR,
        OFFICER
    }

    /** Name of whoever has this part in the first group that has somebody, or null. */
    @Nullable
    String firstOf(List<GroupView> groups, Part part) {
        return groups.stream()
                .map(group -> part == Part.CHAIR
                        ? group.details().chair()
                        : group.details().officer())
                .filter(java.util.Objects::nonNull)
                .map(contactId -> {
                    String name = people.nameOf(contactId);
                    return name == null ? contactId : name;
                })
                .findFirst()
                .orElse(null);
    }

    /** Parties whose contacts are written to, by the day on which the mail goes out; each on its first day only. */
    private static Map<LocalDate, TreeSet<String>> firstMails(Preview preview) {
        Set<String> told = new HashSet<>();
        Map<LocalDate, TreeSet<String>> first = new TreeMap<>();
        for (Preview.Day day : preview.days()) {
            for (Preview.Mail mail : day.mails()) {
                if (mail.party() != null && told.add(mail.party())) {
                    first.computeIfAbsent(day.date(), _ -> new TreeSet<>()).add(mail.party());
                }
            }
        }
        return first;
    }
}
