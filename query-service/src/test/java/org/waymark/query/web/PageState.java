package org.waymark.query.web;

import static org.waymark.query.web.PageState.Who.ADA;
import static org.waymark.query.web.PageState.Who.MARY;
import static org.waymark.query.web.PageState.Who.NOBODY;
import static org.waymark.query.web.PageState.Who.PRIYA;
import static org.waymark.query.web.PageState.Who.SAM;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.link.PersonalLink;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;
import org.waymark.query.mail.MailStop;
import org.waymark.query.people.Absence;
import org.waymark.query.people.LinkOwners;
import org.waymark.query.published.Publication;
import org.waymark.query.web.FixtureViews.World;

/**
 * A page in one of its states: who looks at which address, how the world is then, what command-service says, and what the
 * person does there before it is looked at.
 *
 * @param change makes the world so
 * @param undo makes it as usual again
 * @param says what command-service answers: status, blank, body
 */
record PageState(
        Who who,
        String path,
        String name,
        Consumer<World> change,
        Consumer<World> undo,
        String says,
        Consumer<Page> does) {

    /** Somebody of the fixtures. */
    enum Who {
        NOBODY(""),
        SAM("u-sam"),
        MARY("u-mary"),
        PRIYA("u-priya"),
        ADA("u-ada");

        final String userId;

        Who(String userId) {
            this.userId = userId;
        }
    }

    private static final LinkSeal SEAL =
            new LinkSeal("a secret of the tests, long enough for HS256".getBytes(StandardCharsets.UTF_8));

    /** What opens the page on which Sam answers for an action. */
    static final PersonalLink ANSWER = PersonalLink.answer("c-sam", "a-15", LocalDate.of(2018, 6, 25), 0);

    private static final String STALE = "412 {\"detail\":\"Somebody else changed this\"}";
    private static final String REFUSED = "409 {\"detail\":\"This cannot be done as things stand.\"}";
    private static final String AWAY = "503 {}";

    static String path(PersonalLink link) {
        return SEAL.path(link);
    }

    private static PageState at(Who who, String path) {
        return new PageState(who, path, "", _ -> {}, _ -> {}, PagesOverHttp.DONE, _ -> {});
    }

    private PageState called(String words) {
        return new PageState(who, path, words, change, undo, says, does);
    }

    private PageState in(Consumer<World> made, Consumer<World> asUsual) {
        return new PageState(who, path, name, made, asUsual, says, does);
    }

    private PageState saying(String answer) {
        return new PageState(who, path, name, change, undo, answer, does);
    }

    private PageState doing(Consumer<Page> deed) {
        return new PageState(who, path, name, change, undo, says, does.andThen(deed));
    }

    /** Presses the button of the form. */
    private PageState pressing() {
        return doing(page -> page.locator("main form.wm-form button").first().click());
    }

    private PageState filling(String field, String words) {
        return doing(page -> page.locator("#" + field).fill(words));
    }

    private PageState until(String selector) {
        return doing(page -> page.locator(selector).first().waitFor());
    }

    private PageState failing() {
        return pressing().until(".govuk-error-summary").called("with faults");
    }

    private PageState uploading() {
        return doing(page ->
                        page.locator("#file").setInputFiles(new FilePayload("file.csv", "text/csv", new byte[] {'x'})))
                .pressing();
    }

    private static void signIn(Page page) {
        page.locator("input[value=u-priya]").check();
        page.locator("main button").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    private PageState whileEmpty() {
        return in(world -> world.empty = true, world -> world.empty = false).called("with nothing in it");
    }

    private PageState confirmed() {
        return doing(page -> page.locator("button[value=confirm]").click())
                .doing(page -> page.waitForURL(url -> url.contains("/done?")))
                .called("done");
    }

    /** When the list of bank holidays is about to end. */
    private PageState whileTheListEnds() {
        return in(world -> world.now = Instant.parse("2027-11-01T09:00:00Z"), world -> world.now = FixtureViews.NOW)
                .until("main .wm-inset:has-text('list of bank holidays')")
                .called("when the list of bank holidays is about to end");
    }

    private PageState whilePlanIs(PlanState state) {
        return in(world -> world.planState = state, world -> world.planState = PlanState.ADOPTED)
                .called("while the plan is " + state);
    }

    private PageState whileAway() {
        return in(
                        world -> world.mailSettings = new LinkOwners.MailSettings(
                                DayOfWeek.TUESDAY,
                                new Absence(LocalDate.of(2018, 7, 9), LocalDate.of(2018, 7, 20), "c-2"),
                                List.of(new LinkOwners.Colleague("c-2", "Rani Gill"))),
                        world -> world.mailSettings = FixtureViews.usualMailSettings())
                .called("while away");
    }

    private PageState withoutDirectory() {
        return in(world -> world.directoryAnswers = false, world -> world.directoryAnswers = true)
                .called("without a directory");
    }

    private static final List<String> FORMS_OF_ACTIONS = List.of(
            "report-progress",
            "change-rating",
            "change-status",
            "slip-timescale",
            "bring-forward",
            "reassign-lead",
            "add-partner",
            "remove-partner",
            "add-milestone",
            "move-milestone",
            "reach-milestone",
            "complete",
            "end",
            "attach-evidence",
            "declare-dependency",
            "label",
            "mark-exempt",
            "record-decision",
            "amend-details",
            "correct");

    /** Every page in every state that looks different. */
    static List<PageState> all() {
        List<PageState> all = new ArrayList<>();
        anybody(all);
        plans(all);
        stepsOfPlans(all);
        actions(all);
        groups(all);
        people(all);
        ownMail(all);
        governance(all);
        byLink(all);
        return List.copyOf(all);
    }

    private static void anybody(List<PageState> all) {
        all.add(at(NOBODY, "/sign-in"));
        all.add(at(NOBODY, "/sign-in")
                .doing(page -> page.locator("main button").click())
                .until(".govuk-error-summary")
                .called("with faults"));
        for (String page : List.of(
                "/accessibility",
                "/privacy",
                "/ratings",
                "/published/kirklees",
                "/published/kirklees/actions",
                "/published/kirklees/actions?rating=red",
                "/published/kirklees/changes",
                "/published/kirklees/data")) {
            all.add(at(NOBODY, page));
        }
        all.add(at(NOBODY, "/published/nothing").called("not there"));
        all.add(at(NOBODY, "/published/kirklees")
                .in(
                        world -> world.withdrawn = new Publication.Withdrawn(LocalDate.of(2018, 6, 1)),
                        world -> world.withdrawn = null)
                .called("withdrawn"));
        all.add(at(NOBODY, "/published/kirklees")
                .in(
                        world -> world.awaited = new Publication.Awaited("A plan", null, LocalDate.of(2018, 7, 9)),
                        world -> world.awaited = null)
                .called("to come"));
        all.add(at(NOBODY, "/published/kirklees")
                .in(
                        world -> world.hold =
                                new Policy.Hold(LocalDate.of(2018, 6, 1), LocalDate.of(2018, 7, 1), "Local elections"),
                        world -> world.hold = null)
                .called("held"));
        all.add(at(PRIYA, "/actions/a-nothing").called("not there"));
        all.add(at(PRIYA, "/plans/kirklees?rating=purple").called("a filter that makes no sense"));
        all.add(at(MARY, "/actions/a-82/change/end").called("not for a board member"));
        PageState late = at(NOBODY, "/sign-in?then=/actions/a-82/change/end")
                .doing(PageState::signIn)
                .filling("reason", "The scheme closed in May")
                .doing(page -> page.context().clearCookies())
                .pressing()
                .until("main a.govuk-button");
        all.add(late.called("and a form that was open for too long"));
        all.add(late.doing(page -> page.locator("main a.govuk-button").click())
                .doing(PageState::signIn)
                .until("blockquote")
                .called("and what was typed, kept"));
        all.add(at(PRIYA, "/held-form").called("nothing held"));
    }

    private static void plans(List<PageState> all) {
        for (String page : List.of(
                "/plans",
                "/plans/kirklees",
                "/plans/many",
                "/plans/kirklees?asAt=2016-06-14",
                "/plans/kirklees?asAt=2016-06-14&by=happened",
                "/plans/kirklees?rating=red",
                "/plans/kirklees?columns=action,when",
                "/plans/kirklees?words=nothing+fits+this",
                "/plans/kirklees/changes",
                "/plans/kirklees/changes?from=2017-11-20&to=2018-03-20",
                "/plans/kirklees/history",
                "/plans/kirklees/history?kind=decision",
                "/plans/kirklees/about",
                "/plans/kirklees/publish",
                "/plans/kirklees/strategy",
                "/plans/kirklees/partners",
                "/plans/kirklees/indicators",
                "/plans/kirklees/indicators/new",
                "/plans/kirklees/indicators/import",
                "/indicators/i-1d",
                "/indicators/i-new",
                "/indicators/i-1d/change/record-reading",
                "/indicators/i-1d/change/link-actions",
                "/plans/kirklees/policy",
                "/plans/kirklees/policy?saved=4331",
                "/plans/kirklees/slip",
                "/plans/kirklees/settle")) {
            all.add(at(PRIYA, page));
        }
        all.add(at(PRIYA, "/plans/kirklees/changes?from=never").called("days that make no sense"));
        for (String page : List.of("/plans", "/plans/kirklees/changes", "/plans/kirklees/indicators")) {
            all.add(at(PRIYA, page).whileEmpty());
        }
        all.add(at(MARY, "/plans/kirklees").called("as a board member"));
        all.add(at(PRIYA, "/plans/kirklees/publish")
                .in(world -> world.published = true, world -> world.published = false)
                .failing()
                .called("withdrawn without a reason"));
        all.add(at(PRIYA, "/plans/kirklees/partners")
                .filling("strategy", "")
                .filling("deliveredBy", "A council; some day")
                .failing());
        all.add(at(PRIYA, "/plans/kirklees/indicators/new").failing());
        all.add(at(PRIYA, "/plans/kirklees/indicators/import").failing());
        all.add(at(PRIYA, "/plans/kirklees/indicators/import")
                .saying(IndicatorPagesTest.REPORT.formatted("true"))
                .uploading()
                .doing(page -> page.getByText("Nothing has been saved.").waitFor())
                .called("checked"));
        all.add(at(PRIYA, "/indicators/i-1d/change/correct-reading?area=Rutland&period=2016-17")
                .filling("value", "many")
                .failing());
        all.add(at(PRIYA, "/indicators/i-1d/change/correct-reading?area=National&period=2016-17")
                .doing(page -> page.locator("#gap-0").check())
                .filling("value", "7.7")
                .filling("reason", "Published late")
                .saying(STALE)
                .pressing()
                .until(".wm-compare")
                .called("stale"));
        all.add(at(PRIYA, "/plans/kirklees/policy")
                .filling("chaseWeeks", "2")
                .doing(page ->
                        page.locator(".wm-policy button[value=preview]").first().click())
                .until(".wm-unsaved")
                .called("typed over"));
        all.add(at(PRIYA, "/plans/kirklees/policy")
                .filling("sendAt", "03:00")
                .filling("days2", "5")
                .doing(page -> page.locator(".wm-policy button[value=save]").click())
                .until(".govuk-error-summary")
                .called("with faults"));
        all.add(at(PRIYA, "/plans/kirklees/policy")
                .filling("chaseWeeks", "2")
                .saying(STALE)
                .doing(page -> page.locator(".wm-policy button[value=save]").click())
                .until("main form.wm-form")
                .called("stale"));
        all.add(at(PRIYA, "/plans/kirklees/policy")
                .filling("holiday", "2029-05-11")
                .filling("holiday-0-until", "2029-05-08")
                .filling("holiday-0-name", "Moved for once")
                .doing(page -> page.locator(".wm-policy button[value=save]").click())
                .until("#holiday-error")
                .called("with a holiday that was moved from no holiday"));
        all.add(at(PRIYA, "/plans/kirklees/policy").whileTheListEnds());
        all.add(at(PRIYA, "/plans/kirklees/policy")
                .in(world -> world.notifierIsAway = true, world -> world.notifierIsAway = false)
                .called("without a notifier"));
    }

    private static void stepsOfPlans(List<PageState> all) {
        for (String page : List.of(
                "/plans/kirklees/close",
                "/plans/kirklees/amend",
                "/plans/kirklees/new-action",
                "/plans/kirklees/changed?what=adopt&entry=4331",
                "/plans/kirklees/changed?what=close&entry=4331&again=yes",
                "/plans/kirklees/carry-over")) {
            all.add(at(PRIYA, page));
        }
        for (String page : List.of("/plans/kirklees", "/plans/kirklees/adopt", "/plans/kirklees/about")) {
            all.add(at(PRIYA, page).whilePlanIs(PlanState.DRAFT));
        }
        for (String page : List.of("/plans/kirklees/about", "/plans/kirklees/amend")) {
            all.add(at(PRIYA, page).whilePlanIs(PlanState.CLOSED));
        }
        all.add(at(PRIYA, "/plans/kirklees/adopt").called("adopted already"));
        all.add(at(PRIYA, "/plans/kirklees/adopt")
                .whilePlanIs(PlanState.DRAFT)
                .saying(STALE)
                .failing()
                .called("stale"));
        all.add(at(PRIYA, "/plans/kirklees/close").failing());
        all.add(at(PRIYA, "/plans/kirklees/new-action").failing());
        all.add(at(PRIYA, "/plans/kirklees/amend").filling("title", "").failing());
        all.add(at(PRIYA, "/plans/kirklees/amend")
                .filling("title", "Carers action plan")
                .saying(STALE)
                .pressing()
                .until(".wm-compare")
                .called("stale"));
        PageState next = at(PRIYA, "/plans/kirklees/carry-over")
                .in(world -> world.successor = true, world -> world.successor = false);
        all.add(next.called("with a plan to choose"));
        all.add(next.failing());
        all.add(next.doing(page -> page.locator("#successorPlanId").selectOption("next"))
                .pressing()
                .until("form#edit")
                .called("checked"));
    }

    private static void actions(List<PageState> all) {
        for (String page : List.of(
                "/actions/a-82",
                "/actions/a-81",
                "/actions/a-83",
                "/actions/a-92",
                "/actions/a-82?asAt=2016-06-14",
                "/actions/a-82/next-mails",
                "/actions/a-82/history",
                "/log/4331",
                "/log/1",
                "/actions/a-83/change/reopen",
                "/actions/a-82/changed?command=end&entry=4331",
                "/actions/a-82/changed?command=slip-timescale&entry=4331",
                "/my-actions")) {
            all.add(at(PRIYA, page));
        }
        FORMS_OF_ACTIONS.forEach(form -> all.add(at(PRIYA, "/actions/a-82/change/" + form)));
        for (String form : List.of("slip-timescale", "end", "record-decision", "add-partner", "move-milestone")) {
            all.add(at(PRIYA, "/actions/a-82/change/" + form).failing());
        }
        for (String form : List.of(
                "/actions/a-92/change/assign-lead",
                "/actions/a-92/change/set-timescale",
                "/actions/a-81/change/accept-proposal?proposalId=r-1",
                "/actions/a-81/change/decline-proposal?proposalId=r-1",
                "/actions/a-82/change/acknowledge-escalation?escalationId=e-a-82",
                "/actions/a-82/change/resolve-escalation?escalationId=e-a-82")) {
            all.add(at(PRIYA, form));
        }
        all.add(at(PRIYA, "/actions/a-92/change/assign-lead").failing());
        PageState slip = at(PRIYA, "/actions/a-82/change/slip-timescale")
                .filling("timescale", "Autumn 2018")
                .filling("reason", "The contract starts in October.")
                .pressing()
                .until(".govuk-warning-text");
        all.add(slip.called("checked"));
        PageState ending = at(PRIYA, "/actions/a-82/change/end").filling("reason", "No money");
        all.add(ending.saying(STALE).pressing().until("main table").called("stale"));
        all.add(ending.saying(REFUSED).failing().called("refused"));
        all.add(ending.saying(AWAY).failing().called("without command-service"));
        all.add(ending.saying("200 {\"id\":\"a-82\",\"position\":4331,\"version\":8,\"replayed\":true}")
                .pressing()
                .doing(page -> page.getByText("Already saved").first().waitFor())
                .called("sent twice"));
        all.add(at(PRIYA, "/actions/a-83/change/report-progress").called("closed"));
        all.add(at(PRIYA, "/actions/a-82/next-mails")
                .in(world -> world.notifierIsAway = true, world -> world.notifierIsAway = false)
                .called("without a notifier"));
        for (String page : List.of(
                "/my-actions",
                "/actions/a-15",
                "/actions/a-15/change/propose-date",
                "/actions/a-15/change/propose-completion",
                "/actions/a-15/change/propose-ending",
                "/actions/a-15/change/propose-lead-change",
                "/plans")) {
            all.add(at(SAM, page).called("as a lead"));
        }
        all.add(at(SAM, "/my-actions").whileEmpty());
        all.add(at(SAM, "/my-actions?answered=a-15&entry=4331").called("after an answer"));
        all.add(at(SAM, "/my-actions")
                .doing(page -> {
                    page.locator("details.wm-quick summary").first().click();
                    page.locator("details.wm-quick[open] button").click();
                })
                .until(".govuk-error-summary")
                .called("with faults"));
        all.add(at(SAM, "/actions/a-15/change/propose-date")
                .in(_ -> {}, world -> world.handedOn.clear())
                .filling("timescale", "March 2019")
                .filling("reason", "The libraries move first")
                .doing(_ -> PagesOverHttp.world().handedOn.add("a-15"))
                .pressing()
                .until(".wm-kept")
                .called("handed on meanwhile"));
        all.add(at(ADA, "/actions/a-82/history").called("as an administrator"));
        all.add(at(ADA, "/actions/a-82/change/redact-text?position=4299&digest=d1"));
    }

    private static void groups(List<PageState> all) {
        for (String page : List.of(
                "/groups",
                "/groups/g-csg/milestones",
                "/groups/g-csg/meetings/m-march",
                "/groups/g-csg/meetings/m-july",
                "/groups/g-csg/meetings/m-july/new-action",
                "/groups/g-csg/meetings/m-march/pack",
                "/groups/g-csg/meetings/m-march/pack?edition=public",
                "/groups/g-csg/meetings/m-july/pack",
                "/groups/g-csg/change/take-decision?meetingId=m-march",
                "/groups/g-csg/change/schedule-meeting",
                "/groups/g-csg/change/move-meeting?meetingId=m-july",
                "/groups/g-csg/change/set-report-due?reportId=d-late",
                "/groups/g-csg/change/receive-report?reportId=d-late",
                "/groups/g-csg/change/amend-group",
                "/groups/g-csg",
                "/groups/g-ref",
                "/groups/new")) {
            all.add(at(PRIYA, page));
        }
        all.add(at(MARY, "/groups/g-csg").called("as a board member"));
        all.add(at(MARY, "/groups").whileEmpty().called("empty, as a board member"));
        all.add(at(PRIYA, "/groups/new").failing());
        all.add(at(PRIYA, "/groups/new")
                .filling("name", "Carers Panel")
                .doing(page -> {
                    page.locator("#kind-0").check();
                    page.locator("#nation-0").check();
                    page.locator("#sees-kirklees").selectOption("everything");
                    page.locator("#decides-0").check();
                })
                .pressing()
                .until("button:has-text('Form the group')")
                .called("checked"));
        all.add(at(PRIYA, "/groups/g-csg/change/amend-group")
                .filling("name", "Carers Panel")
                .pressing()
                .until("button:has-text('Change the details')")
                .called("checked"));
        all.add(at(PRIYA, "/groups/g-csg/change/amend-group")
                .filling("name", "Carers Panel")
                .saying(STALE)
                .pressing()
                .doing(page ->
                        page.locator("button:has-text('Change the details')").click())
                .until(".wm-compare")
                .called("stale"));
        all.add(at(PRIYA, "/groups").whileEmpty());
        all.add(at(MARY, "/groups").called("as a board member"));
        all.add(at(PRIYA, "/groups/g-csg/change/take-decision?meetingId=m-march")
                .failing());
        all.add(at(PRIYA, "/groups/g-csg/change/move-meeting?meetingId=m-july").failing());
        all.add(at(PRIYA, "/groups/g-csg/change/set-report-due").failing());
        all.add(at(PRIYA, "/groups/g-csg/meetings/m-july/new-action").failing());
        all.add(at(PRIYA, "/groups/g-csg/change/move-meeting?meetingId=m-july")
                .filling("date-day", "24")
                .filling("date-month", "7")
                .filling("date-year", "2018")
                .filling("reason", "The hall is taken")
                .saying(STALE)
                .pressing()
                .until(".wm-compare")
                .called("stale"));
        all.add(at(PRIYA, "/groups/g-csg/change/set-report-due?reportId=d-late")
                .filling("actions", "8.1 (2)\n9.2")
                .saying(STALE)
                .pressing()
                .until(".wm-compare")
                .called("stale"));
    }

    private static void people(List<PageState> all) {
        for (String page : List.of(
                "/parties",
                "/parties/new",
                "/parties/p-carers",
                "/parties/p-space/merge",
                "/parties/p-space/merge?into=p-carers",
                "/parties/p-carers/change/add-alias",
                "/parties/p-carers/change/remove-alias",
                "/parties/p-carers/change/change-party-kind",
                "/parties/p-carers/change/rename-party",
                "/parties/p-space/contacts/new",
                "/parties/p-carers/reassign",
                "/people",
                "/people/new",
                "/people/c-chair/details",
                "/people/c-chair/absence",
                "/people/c-chair/digest-day",
                "/people/c-chair/leave",
                "/people/c-2/leave",
                "/parties/p-space/contacts/c-3/leave",
                "/parties/p-space/contacts/c-3/reached",
                "/people/c-chair/forget",
                "/parties/p-space/contacts/c-3/forget",
                "/parties/p-carers/contacts/c-1/absence")) {
            all.add(at(PRIYA, page));
        }
        all.add(at(PRIYA, "/parties/p-space/merge?into=").called("with nobody chosen"));
        all.add(at(PRIYA, "/parties").whileEmpty());
        all.add(at(MARY, "/parties/p-carers").called("as a board member"));
        all.add(at(PRIYA, "/parties/new").failing());
        all.add(at(PRIYA, "/parties/p-carers/change/rename-party")
                .filling("name", "Carers Count Kirklees")
                .saying(STALE)
                .pressing()
                .until(".wm-compare")
                .called("stale"));
        all.add(at(PRIYA, "/people/new").failing());
        all.add(at(PRIYA, "/people/c-chair/absence").failing());
        all.add(at(PRIYA, "/people/c-chair/leave")
                .doing(page -> page.locator("#groupSuccessor").selectOption("c-officer"))
                .saying(STALE)
                .pressing()
                .until(".govuk-error-summary")
                .called("stale"));
        all.add(at(PRIYA, "/parties/p-carers?ended=c-1").called("links ended"));
        PageState listed = at(PRIYA, "/parties/p-council/reassign")
                .filling("reason", "The officer leaves")
                .doing(page -> page.locator("#value").selectOption("p-carers"))
                .pressing()
                .until(".wm-bulk");
        all.add(at(PRIYA, "/parties/p-council/reassign").failing());
        all.add(listed.called("listed"));
        all.add(listed.confirmed());
        all.add(listed.saying("200 {\"id\":\"a-82\",\"position\":4331,\"version\":8,\"replayed\":true}")
                .confirmed()
                .called("sent twice"));
        all.add(listed.saying(STALE).confirmed().called("all left out"));
        all.add(at(PRIYA, "/plans/kirklees/slip?theme=t8").called("for one theme"));
        all.add(at(PRIYA, "/plans/kirklees/slip?theme=t1&party=p-group").called("with nothing that fits"));
        PageState slip = at(PRIYA, "/plans/kirklees/slip")
                .filling("reason", "The budget moves")
                .filling("value", "March 2019")
                .pressing()
                .until(".wm-bulk");
        all.add(slip.called("listed"));
        all.add(slip.confirmed());
        PageState settle = at(PRIYA, "/plans/kirklees/settle")
                .filling("reason", "Asked the lead")
                .pressing()
                .until(".wm-bulk");
        all.add(settle.called("listed"));
        all.add(settle.confirmed());
    }

    private static void ownMail(List<PageState> all) {
        all.add(at(MARY, "/my-mail"));
        all.add(at(MARY, "/my-mail?saved=yes"));
        all.add(at(MARY, "/my-mail").whileAway());
        all.add(at(MARY, "/my-mail")
                .doing(page ->
                        page.locator("form[action='/my-mail/away'] button").click())
                .until(".govuk-error-summary")
                .called("with faults"));
        all.add(at(MARY, "/my-mail").withoutDirectory());
        all.add(at(PRIYA, "/my-mail").called("for somebody who is not in the directory"));
    }

    private static void governance(List<PageState> all) {
        for (String page : List.of(
                "/escalations",
                "/escalations?view=by-lead",
                "/escalations?view=resolved",
                "/mail",
                "/mail/ml-2",
                "/mail?role=chair&from=2018-06-01&until=2018-06-30",
                "/mail/switch",
                "/proposals",
                "/imports/new")) {
            all.add(at(PRIYA, page));
        }
        for (String page : List.of("/escalations", "/mail", "/proposals")) {
            all.add(at(PRIYA, page).whileEmpty());
        }
        all.add(at(PRIYA, "/escalations?level=1"));
        all.add(at(PRIYA, "/escalations")
                .in(world -> world.goesTo = "m-march", world -> world.goesTo = "m-july")
                .called("for several meetings"));
        all.add(at(PRIYA, "/escalations?view=foo").called("a view that there is not"));
        all.add(at(PRIYA, "/escalations")
                .in(world -> world.alike = true, world -> world.alike = false)
                .doing(page -> page.locator(".wm-alike summary").click())
                .called("with alike ones opened"));
        all.add(at(MARY, "/escalations").called("as a board member"));
        all.add(at(PRIYA, "/mail/switch").failing());
        all.add(at(PRIYA, "/mail")
                .in(
                        world -> world.mailStop = new MailStop.Last(
                                true, "Ada Lin, administrator", FixtureViews.NOW, "The mail server moves.", 4330),
                        world -> world.mailStop = null)
                .called("while mail is stopped"));
        all.add(at(PRIYA, "/mail").whileTheListEnds());
        all.add(at(PRIYA, "/imports/new").failing());
        all.add(at(PRIYA, "/imports/new")
                .saying("200 " + PagesTest.REPORT.formatted("true"))
                .filling("planId", "new-plan")
                .filling("title", "A plan")
                .filling("owner", "A council")
                .doing(page -> page.locator("input[value=ENGLAND]").check())
                .uploading()
                .doing(page -> page.getByText("Nothing has been saved.").waitFor())
                .called("checked"));
        all.add(at(ADA, "/administration"));
        PageState repair = at(ADA, "/administration")
                .in(
                        world -> world.administration = FixtureViews.inNeedOfRepair(),
                        world -> world.administration = FixtureViews.administration(null, null));
        all.add(repair.called("in need of repair"));
        PageState discard = repair.doing(
                page -> page.getByText("Leave out on the record").first().click());
        all.add(discard.until("main form.wm-form").called("leaving out"));
        all.add(discard.failing().called("leaving out with faults"));
    }

    private static void byLink(List<PageState> all) {
        PersonalLink expired = PersonalLink.answer("c-sam", "a-15", LocalDate.of(2018, 1, 25), 0);
        for (String page : List.of(
                path(ANSWER),
                path(ANSWER) + "/saved?entry=1",
                path(ANSWER.toList()),
                path(ANSWER.toList()) + "/mail")) {
            all.add(at(NOBODY, page));
        }
        all.add(at(NOBODY, path(expired)).called("expired"));
        all.add(at(NOBODY, path(expired) + "/asked").called("asked for a new one"));
        all.add(at(NOBODY, path(PersonalLink.answer("c-sam", "a-15", LocalDate.of(2018, 6, 25), 1)))
                .called("ended"));
        all.add(at(NOBODY, "/a/garbled").called("not there"));
        all.add(at(NOBODY, path(ANSWER))
                .doing(page -> {
                    page.getByLabel("Going on, but the date must move").check();
                    page.locator("main form button").click();
                })
                .until(".govuk-error-summary")
                .called("not complete"));
        all.add(at(NOBODY, path(ANSWER))
                .doing(page ->
                        page.locator("main details:has(.wm-history) summary").click())
                .until(".wm-history li")
                .called("with its history opened"));
        all.add(at(NOBODY, path(ANSWER))
                .in(
                        _ -> {},
                        world -> world.owners.put(
                                "c-sam", new LinkOwners.LinkOwner("c-sam", "Sam Okafor", List.of("p-carers"), 0)))
                .filling("note", "Four libraries have a stall")
                .doing(page -> {
                    PagesOverHttp.world().owners.remove("c-sam");
                    page.locator("main form button").click();
                })
                .until(".wm-kept")
                .called("ended meanwhile"));
        all.add(at(NOBODY, path(ANSWER.toList()) + "/mail").whileAway());
        all.add(at(NOBODY, path(ANSWER)).withoutDirectory());
    }

    @Override
    public String toString() {
        return who + " " + path + (name.isEmpty() ? "" : " " + name);
    }
}
