package org.waymark.query.web.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.web.Texts;

/** Actions by the references that somebody typed, each as the board shows it or with its theme: "1.1 in theme 2". */
@Component
final class References {

    private final Boards boards;
    private final Texts texts;

    References(Boards boards, Texts texts) {
        this.boards = boards;
        this.texts = texts;
    }

    /** @param problem is told, in words, of a reference that names no action of these plans, or several */
    List<String> ids(Collection<String> planIds, List<String> typed, Consumer<String> problem) {
        if (typed.isEmpty()) {
            return List.of();
        }
        Map<String, Set<String>> byReference = new LinkedHashMap<>();
        for (String planId : planIds) {
            boards.board(planId, BoardFilter.everything(), AsAt.now()).themes().stream()
                    .flatMap(theme -> theme.sections().stream())
                    .flatMap(section -> section.actions().stream())
                    .forEach(row -> {
                        add(byReference, row.reference(), row);
                        add(byReference, texts.get("pack.in-theme", row.reference(), row.themeNumber()), row);
                    });
        }
        List<String> ids = new ArrayList<>();
        for (String reference : typed) {
            Set<String> found = byReference.getOrDefault(reference, Set.of());
            if (found.size() == 1) {
                ids.addAll(found);
            } else {
                problem.accept(texts.get(
                        found.isEmpty() ? "meeting.field.actions.unknown" : "meeting.field.actions.ambiguous",
                        reference));
            }
        }
        return ids;
    }

    private static void add(Map<String, Set<String>> byReference, String reference, ActionRow row) {
        byReference.computeIfAbsent(reference, _ -> new TreeSet<>()).add(row.actionId());
    }
}
