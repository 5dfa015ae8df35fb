package org.waymark.query.web.change;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Role;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.time.Timescale;
import org.waymark.query.action.ActionView;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.web.Texts;

/** What somebody can do with an action as it stands. */
@Component
public final class ChangeMenu {

    /** One line of the menu. */
    public record Item(String command, String href, String text) {}

    private final Texts texts;

    ChangeMenu(Texts texts) {
        this.texts = texts;
    }

    /** Everything that this person is offered beside the action; empty for a past view and for nobody. */
    public List<Item> offered(@Nullable SignedIn person, ActionView action) {
        List<Item> items = new ArrayList<>();
        for (ChangeForm form : ChangeForms.all()) {
            if (listed(form) && may(form, person, action)) {
                items.add(new Item(
                        form.command(),
                        "/actions/" + action.row().actionId() + "/change/" + form.command(),
                        texts.get("change." + form.command() + ".menu")));
            }
        }
        return items;
    }

    /** Whether this person can send this command about the action as it stands. */
    public boolean may(String command, @Nullable SignedIn person, ActionView action) {
        ChangeForm form = ChangeForms.byCommand(command);
        return form != null && may(form, person, action);
    }

    boolean may(ChangeForm form, @Nullable SignedIn person, ActionView action) {
        return allowed(form, person, action) && fits(form, person, action);
    }

    /** Whether the role and, for leads, the parties allow it, whatever the action's state. */
    boolean allowed(ChangeForm form, @Nullable SignedIn person, ActionView action) {
        if (person == null
                || !form.roles().contains(person.role())
                || !action.asAt().isNow()) {
            return false;
        }
        return person.role() != Role.LEAD || action.parties().parties().stream().anyMatch(person.parties()::contains);
    }

    /** Those that need something to be chosen first are reached from what they are about. */
    private static boolean listed(ChangeForm form) {
        return form.fields().stream().noneMatch(field -> field.kind() == ChangeForm.Kind.GIVEN);
    }

    private static boolean fits(ChangeForm form, @Nullable SignedIn person, ActionView action) {
        boolean open = action.row().status().open();
        if (form.state() == ChangeForm.State.OPEN && !open || form.state() == ChangeForm.State.CLOSED && open) {
            return false;
        }
        if (action.planState() == PlanState.CLOSED) {
            return false;
        }
        boolean dated = action.timescale().dated();
        boolean proposes = person != null && person.role() == Role.LEAD && action.proposalsOn();
        return switch (form.command()) {
            case "set-timescale" -> !dated || action.timescale().unconfirmed();
            case "slip-timescale", "bring-forward" -> dated && !proposes;
            case "complete", "end" -> !proposes;
            case "propose-date" -> proposes && dated;
            case "propose-completion", "propose-ending" -> proposes;
            case "accept-proposal", "decline-proposal" -> !action.proposals().isEmpty();
            case "assign-lead" -> action.parties().parties().isEmpty();
            case "reassign-lead" -> !action.parties().parties().isEmpty();
            case "remove-partner" -> !action.row().partners().isEmpty();
            case "move-milestone", "reach-milestone" ->
                action.milestones().stream().anyMatch(milestone -> milestone.reachedOn() == null);
            case "mark-exempt" -> !action.row().exempt();
            case "lift-exemption" -> action.row().exempt();
            case "complete-occurrence" -> action.timescale().kind() == Timescale.Kind.RECURRING;
            default -> true;
        };
    }
}
