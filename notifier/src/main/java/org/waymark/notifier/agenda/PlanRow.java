package org.waymark.notifier.agenda;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;

/**
 * A plan and its policy.
 *
 * @param adoptedOn day from which reminders and ladder count, or null before adoption
 * @param themes titles of the themes by theme id, with the number in front where the plan prints one
 * @param told what mails about the whole plan are on record: {@link Told} key to day
 */
public record PlanRow(
        String planId,
        long position,
        String title,
        Nation nation,
        PlanState state,
        @Nullable LocalDate adoptedOn,
        Policy policy,
        Map<String, String> themes,
        Map<String, LocalDate> told)
        implements Row {

    static final String KIND = "p/";

    public PlanRow {
        themes = Map.copyOf(themes);
        told = Map.copyOf(told);
    }

    /** Whether mail goes out about the plan and its take-on report has not gone out to anybody. */
    public boolean lacksTakeOnReport() {
        return state == PlanState.ADOPTED
                && policy.mail()
                && told.keySet().stream().noneMatch(key -> Told.by(MailRule.TAKE_ON_REPORT, key));
    }

    /** The same plan as if this were its policy. */
    public PlanRow under(Policy other) {
        return new PlanRow(planId, position, title, nation, state, adoptedOn, other, themes, told);
    }

    @Override
    public String key() {
        return key(planId);
    }

    static String key(String planId) {
        return KIND + planId;
    }
}
