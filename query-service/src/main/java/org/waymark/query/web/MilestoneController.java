package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.query.milestone.MilestoneView;
import org.waymark.query.milestone.Milestones;

/** Milestones in plain sentences, without ratings: all that a reference group reads. */
@Controller
class MilestoneController {

    /** @param more a line under it, or empty; {@code late} how late it is, or empty */
    public record Line(MilestoneView.Item item, String by, String late, String who, String theme, String more) {}

    /** @param folded whether it is shown on demand */
    public record Part(String id, String title, int count, boolean folded, List<Line> lines) {}

    private final Milestones milestones;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    MilestoneController(Milestones milestones, Wording wording, Texts texts, Pages pages) {
        this.milestones = milestones;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/groups/{groupId}/milestones")
    ResponseEntity<byte[]> milestones(@PathVariable String groupId, HttpServletRequest request) {
        MilestoneView view = milestones.of(groupId);
        List<Part> parts = List.of(
                part("late", view.late(), false),
                part("reached", view.reached(), false),
                part("coming", view.coming(), false),
                part("later", view.later(), true),
                part("undated", view.undated(), true));
        return pages.page(request, "milestones", Pages.Section.GROUPS)
                .with("view", view)
                .with("lead", lead(view))
                .with("since", since(view))
                .with(
                        "parts",
                        parts.stream().filter(part -> !part.lines().isEmpty()).toList())
                .show();
    }

    private String lead(MilestoneView view) {
        return texts.get("milestones.lead", view.count(), texts.get("milestones.plans", view.plans()));
    }

    private String since(MilestoneView view) {
        String happened = view.met() == null
                ? texts.get(
                        "milestones.never-met",
                        view.reached().size(),
                        view.late().size())
                : texts.get(
                        "milestones.since",
                        view.met(),
                        texts.get("milestones.reached", view.reached().size()),
                        texts.get("milestones.became-late", view.becameLate()));
        return view.meets() == null
                ? happened
                : texts.get(
                        "milestones.and-coming",
                        happened,
                        texts.get("milestones.come", view.coming().size()),
                        Dates.weekday(view.meets()));
    }

    private Part part(String id, List<MilestoneView.Item> items, boolean folded) {
        return new Part(
                id,
                texts.get("milestones.part." + id),
                items.size(),
                folded,
                items.stream().map(this::line).toList());
    }

    private Line line(MilestoneView.Item item) {
        LocalDate by = item.reachedOn() == null ? item.due() : item.reachedOn();
        return new Line(
                item,
                by == null ? texts.get("when.none") : Dates.day(by),
                item.lateDays() == 0 ? "" : texts.get("when.late", item.lateDays()),
                item.leads().isEmpty() ? texts.get("published.no-lead") : wording.names(item.leads()),
                (item.themeNumber() + " " + item.themeTitle()).strip(),
                more(item));
    }

    private String more(MilestoneView.Item item) {
        if (item.lateDays() == 0) {
            return "";
        }
        if (item.proposed() != null) {
            return texts.get("milestones.proposed", item.proposed());
        }
        String note = item.lastNote();
        return note == null || item.lastNoteOn() == null
                ? ""
                : texts.get("milestones.last-word", item.lastNoteOn(), note);
    }
}
