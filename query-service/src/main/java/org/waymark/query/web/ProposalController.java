package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.view.ActionRow;

/** What leads have proposed and governance has not answered yet. */
@Controller
class ProposalController {

    /**
     * @param slip what the date would become, or empty
     * @param aboutLead whether it is about who leads, and so is answered as well by giving it to somebody else
     */
    public record Card(
            String actionId,
            String reference,
            String name,
            String theme,
            int level,
            String proposalId,
            String text,
            @Nullable String words,
            String by,
            String slip,
            boolean aboutLead) {}

    private final Actions actions;
    private final Texts texts;
    private final Pages pages;

    ProposalController(Actions actions, Texts texts, Pages pages) {
        this.actions = actions;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/proposals")
    ResponseEntity<byte[]> proposals(HttpServletRequest request) {
        List<Card> cards = new ArrayList<>();
        for (ActionView action : actions.withProposals()) {
            for (ActionView.Proposal proposal : action.proposals()) {
                cards.add(new Card(
                        action.row().actionId(),
                        action.row().reference(),
                        action.row().name(),
                        texts.get(
                                "row.place",
                                action.row().planTitle(),
                                action.row().themeTitle()),
                        action.row().level(),
                        proposal.proposalId(),
                        words(texts, proposal),
                        proposal.words(),
                        texts.get("proposal.by", proposal.by(), Dates.moment(proposal.since())),
                        proposal.days() > 0 && action.row().when().target() != null
                                ? texts.get(
                                        "proposal.slip",
                                        action.row().when().target(),
                                        texts.get("days", proposal.days()))
                                : "",
                        proposal.kind() == ActionRow.ProposalKind.LEAD));
            }
        }
        return pages.page(request, "proposals", Pages.Section.PROPOSALS)
                .with("cards", cards)
                .show();
    }

    static String words(Texts texts, ActionView.Proposal proposal) {
        return switch (proposal.kind()) {
            case DATE -> {
                var timescale = proposal.timescale();
                yield timescale == null || timescale.target() == null
                        ? texts.get("proposal.date.unknown")
                        : texts.get("proposal.date", timescale.target());
            }
            case COMPLETION -> texts.get("proposal.completion");
            case ENDING -> texts.get("proposal.ending");
            case LEAD -> texts.get("proposal.lead");
        };
    }
}
