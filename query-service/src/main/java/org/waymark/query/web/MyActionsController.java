package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.waymark.query.action.Actions;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.NotKnown;

/** What a lead's parties answer for, the most urgent first. */
@Controller
class MyActionsController {

    /** Part of the list, in the order in which it wants an answer. */
    public record Part(String id, String title, Html rows) {}

    private final Actions actions;
    private final Parties parties;
    private final BoardTable table;
    private final Texts texts;
    private final Pages pages;

    MyActionsController(Actions actions, Parties parties, BoardTable table, Texts texts, Pages pages) {
        this.actions = actions;
        this.parties = parties;
        this.table = table;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/my-actions")
    ResponseEntity<byte[]> mine(HttpServletRequest request) {
        SignedIn me = Pages.signedIn();
        List<String> partyIds = me == null ? List.of() : me.parties();
        List<ActionRow> rows = partyIds.isEmpty() ? List.of() : actions.ledBy(partyIds);
        List<ActionRow> open = rows.stream().filter(row -> row.status().open()).toList();
        List<ActionRow> waiting =
                open.stream().filter(row -> row.proposal() != null).toList();
        List<ActionRow> late = open.stream()
                .filter(row -> row.proposal() == null && row.when().late())
                .toList();
        List<ActionRow> wanted = open.stream()
                .filter(row -> row.proposal() == null && !row.when().late() && row.noUpdateSince() != null)
                .toList();
        List<ActionRow> coming = open.stream()
                .filter(row -> row.proposal() == null
                        && !row.when().late()
                        && row.noUpdateSince() == null
                        && row.when().dueSoon())
                .toList();
        List<ActionRow> rest = open.stream()
                .filter(row ->
                        !late.contains(row) && !wanted.contains(row) && !coming.contains(row) && !waiting.contains(row))
                .toList();
        List<Part> parts = new java.util.ArrayList<>();
        add(parts, "late", late);
        add(parts, "wanted", wanted);
        add(parts, "coming", coming);
        add(parts, "governance", waiting);
        add(parts, "rest", rest);
        add(parts, "closed", rows.stream().filter(row -> !row.status().open()).toList());
        return pages.page(request, "my-actions", Pages.Section.MY_ACTIONS)
                .with("names", partyIds.stream().map(this::name).collect(Collectors.joining(", ")))
                .with("nobody", partyIds.isEmpty())
                .with("open", open.size())
                .with("late", late.size())
                .with("wanted", wanted.size())
                .with("parts", parts)
                .show();
    }

    private void add(List<Part> parts, String id, List<ActionRow> rows) {
        if (!rows.isEmpty()) {
            String title = texts.get("my-actions." + id, rows.size());
            parts.add(new Part(id, title, table.rows(rows, title)));
        }
    }

    private String name(String partyId) {
        try {
            return parties.party(partyId).name();
        } catch (NotKnown e) {
            return partyId;
        }
    }
}
