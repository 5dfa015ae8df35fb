package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PartyPagesTest extends PagesOverHttp {

    private static final String CHAIR =
            "{\"contactId\":\"c-chair\",\"name\":\"%s\",\"email\":\"%s\",\"role\":\"CHAIR\",\"version\":%d}";

    private static final String MERGE = "/parties/p-space/merge";

    @Test
    void who_cannot_be_reached_comes_first_with_the_way_to_put_it_right() throws Exception {
        Document page = Visitor.as("u-priya").open("/parties");

        assertThat(page.select("main .wm-lead").text())
                .isEqualTo("4 parties under 5 names. 2 parties cannot be reached, with 7 open actions.");
        Element unreachable = Objects.requireNonNull(page.getElementById("unreachable"));
        assertThat(unreachable.select("td:first-child a").eachText()).containsExactly("All partners", "Making <Space>");
        assertThat(unreachable.select(".wm-inline a").eachAttr("href"))
                .containsExactly(
                        "/parties/p-all/reassign",
                        "/parties/p-space/contacts/c-3/details",
                        "/parties/p-space/contacts/new",
                        "/parties/p-space/reassign");
        assertThat(Visitor.as("u-mary").open("/parties").select(".wm-inline a")).isEmpty();
    }

    @Test
    void two_records_stand_beside_each_other_before_they_are_merged_on_a_second_press() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document choice = priya.open(MERGE);
        assertThat(choice.select("select[name=into] option").eachText())
                .contains("Carers Count", "Kirklees Council")
                .doesNotContain("Making <Space>");
        assertThat(Jsoup.parse(priya.get(MERGE + "?into=").body())
                        .select("#into-error")
                        .text())
                .isEqualTo("Choose the record that stays");
        assertThat(priya.get(MERGE + "?into=p-nobody").statusCode()).isEqualTo(422);

        Document columns = priya.open(MERGE + "?into=p-carers");
        assertThat(columns.select("thead th").eachText()).containsExactly("Goes", "Stays", "After the merge");
        assertThat(columns.select("tbody tr").eachText())
                .contains(
                        "Name Making <Space> Carers Count Carers Countalso written CC, Making <Space>",
                        "Partner in 2 5 at most 7",
                        "Contacts Ann Lister Sam Okafor, Rani Gill Sam Okafor, Rani Gill, Ann Lister");
        assertThat(columns.text()).contains("Nothing has changed yet.", "4 parties become 3.");
        assertThat(columns.select("a:contains(Swap)").attr("href")).isEqualTo("/parties/p-carers/merge?into=p-space");
        assertThat(received()).isEmpty();

        HttpResponse<String> done = priya.submit(columns, Map.of());
        priya.submit(columns, Map.of());

        assertThat(received()).hasSize(2);
        assertThat(received().getFirst().key()).isEqualTo(lastReceived().key());
        assertThat(lastReceived().path()).isEqualTo("/api/commands/parties/p-space/merge-party");
        assertThat(lastReceived().version()).isEqualTo("\"3\"");
        assertThat(lastReceived().body()).isEqualTo("{\"into\":\"p-carers\"}");
        assertThat(done.uri().getPath()).isEqualTo("/parties/p-carers");
    }

    @Test
    void a_merge_of_what_somebody_changed_meanwhile_shows_the_columns_again() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document columns = priya.open(MERGE + "?into=p-carers");
        commandServiceSays("412 {\"status\":412}");

        HttpResponse<String> stale = priya.submit(columns, Map.of());

        assertThat(stale.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(stale.body());
        assertThat(page.select(".govuk-error-summary").text()).contains("Somebody changed this party");
        assertThat(page.select("tbody tr")).hasSize(4);
        commandServiceSays("409 {\"detail\":\"The party to keep was merged into Making Space itself.\"}");
        assertThat(Jsoup.parse(priya.submit(page, Map.of()).body())
                        .select(".govuk-error-summary")
                        .text())
                .contains("The party to keep was merged into Making Space itself.");
    }

    @Test
    void a_party_is_registered_renamed_and_known_by_another_name() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document refused =
                Jsoup.parse(priya.fill("/parties/new", Map.of("name", "Age UK")).body());
        assertThat(refused.select("#kind-error").text()).isEqualTo("Choose what sort of party it is");
        assertThat(refused.select("#area-error").text()).isEqualTo("Enter the organisation whose plans name the party");
        assertThat(refused.select("#name").attr("value")).isEqualTo("Age UK");
        priya.submit(
                refused, Map.of("kind", "organisation", "area", "Kirklees Council", "aliases", "Age Concern\n\nAC"));
        assertThat(lastReceived().path()).matches("/api/commands/parties/p-[a-z0-9]+/register-party");
        assertThat(lastReceived().body())
                .isEqualTo("{\"name\":\"Age UK\",\"kind\":\"ORGANISATION\",\"area\":\"Kirklees Council\","
                        + "\"aliases\":[\"Age Concern\",\"AC\"]}");

        priya.fill("/parties/p-carers/change/rename-party", Map.of("name", "Carers Count Kirklees"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/parties/p-carers/rename-party");
        commandServiceSays("409 {\"detail\":\"Carers Count is known as CC already, so nothing was changed.\"}");
        HttpResponse<String> known = priya.fill("/parties/p-carers/change/add-alias", Map.of("alias", "CC"));
        assertThat(known.statusCode()).isEqualTo(422);
        assertThat(known.body()).contains("known as CC already");
        Document away = priya.open("/parties/p-carers/change/remove-alias");
        assertThat(away.select("input[type=radio]").eachAttr("value")).containsExactly("CC");
        commandServiceSays(DONE);
        priya.submit(away, Map.of("alias", "CC"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/parties/p-carers/remove-alias");
        assertThat(lastReceived().body()).isEqualTo("{\"alias\":\"CC\"}");
        Document kind = priya.open("/parties/p-carers/change/change-party-kind");
        assertThat(kind.select("input[checked]").attr("value")).isEqualTo("organisation");
        priya.submit(kind, Map.of("kind", "team"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/parties/p-carers/change-party-kind");
        assertThat(lastReceived().body()).isEqualTo("{\"kind\":\"TEAM\"}");
        assertThat(priya.get("/parties/p-carers/change/unheard-of").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_party_that_somebody_else_changed_meanwhile_stands_as_it_is_beside_what_was_typed() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        commandServiceSays("412 {}");

        HttpResponse<String> stale = priya.fill(
                "/parties/p-carers/change/rename-party", Map.of("name", "Carers <Kirklees>", "version", "1"));

        assertThat(stale.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(stale.body());
        assertThat(page.select(".govuk-error-summary").text()).contains("Somebody changed this party");
        assertThat(page.select(".wm-compare tbody tr").eachText())
                .containsExactly("Name Carers Count Carers <Kirklees>");
        assertThat(page.select("#name").val()).isEqualTo("Carers <Kirklees>");
        assertThat(page.select("input[name=version]").val()).isEqualTo("2");
        assertThat(Jsoup.parse(priya.fill("/parties/p-carers/change/change-party-kind", Map.of("kind", "team"))
                                .body())
                        .select(".wm-compare tbody tr")
                        .eachText())
                .containsExactly("What sort of party is it? An organisation A team");
        for (String another : List.of("add-alias", "remove-alias")) {
            Document alias = Jsoup.parse(priya.fill("/parties/p-carers/change/" + another, Map.of("alias", "CC"))
                    .body());
            assertThat(alias.select(".govuk-error-summary").text()).as(another).contains("Somebody changed this party");
            assertThat(alias.select(".wm-compare"))
                    .as("%s begins with nothing", another)
                    .isEmpty();
        }
    }

    @Test
    void somebody_is_entered_for_a_party_once_however_often_the_form_is_sent() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        String path = "/parties/p-space/contacts/new";
        Document form = priya.open(path);
        Document refused =
                Jsoup.parse(priya.submit(form, Map.of("name", "Lee Marsh")).body());
        assertThat(refused.select("#email-error").text()).isEqualTo("Enter an e-mail address");
        assertThat(refused.select("#name").attr("value")).isEqualTo("Lee Marsh");
        Map<String, String> typed = Map.of("email", "lee@space.example", "role", "LEAD");

        priya.submit(refused, typed);
        HttpResponse<String> done = priya.submit(refused, typed);

        assertThat(received()).hasSize(2);
        assertThat(received().getFirst().key())
                .isNotBlank()
                .isEqualTo(lastReceived().key());
        assertThat(lastReceived().method() + lastReceived().path()).isEqualTo("POST/api/directory/contacts");
        assertThat(lastReceived().body())
                .isEqualTo("{\"name\":\"Lee Marsh\",\"email\":\"lee@space.example\",\"role\":\"LEAD\","
                        + "\"partyIds\":[\"p-space\"]}");
        assertThat(done.uri().getPath()).isEqualTo("/parties/p-space");

        commandServiceSays("422 {\"field\":\"email\",\"detail\":\"Enter one e-mail address\"}");
        assertThat(Jsoup.parse(priya.submit(refused, typed).body())
                        .select("#email-error")
                        .text())
                .isEqualTo("Enter one e-mail address");
    }

    @Test
    void an_address_is_put_right_on_what_the_person_who_does_it_has_seen() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        String path = "/parties/p-space/contacts/c-3/details";
        commandServiceSays(
                "200 {\"contactId\":\"c-3\",\"name\":\"Ann Lister\",\"email\":\"ann@old.example\",\"role\":\"LEAD\","
                        + "\"partyIds\":[\"p-space\",\"p-x\"],\"version\":4}");
        Document form = priya.open(path);
        assertThat(form.select("#email").attr("value")).isEqualTo("ann@old.example");

        priya.submit(form, Map.of("email", "ann@new.example"));

        assertThat(lastReceived().method() + lastReceived().path()).isEqualTo("PUT/api/directory/contacts/c-3");
        assertThat(lastReceived().version()).isEqualTo("\"4\"");
        assertThat(lastReceived().body())
                .contains("\"email\":\"ann@new.example\"", "\"partyIds\":[\"p-space\",\"p-x\"]");

        commandServiceSays("503 {}");
        assertThat(priya.get(path).statusCode()).isEqualTo(422);
        assertThat(priya.get("/parties/p-space/contacts/c-1/details").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_chair_is_away_wants_mail_on_a_day_and_leaves_as_anybody_else() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document people = priya.open("/people");
        assertThat(people.select("tbody tr")
                        .getFirst()
                        .select("td > span:last-child")
                        .eachText()
                        .subList(0, 2))
                .containsExactly("Chair", "Carers Strategy Group");
        assertThat(people.select("tbody tr").eachText().getLast()).contains("mail on Tuesday");

        Map<String, String> days = Map.of(
                "from-day",
                "9",
                "from-month",
                "7",
                "from-year",
                "2018",
                "until-day",
                "27",
                "until-month",
                "7",
                "until-year",
                "2018",
                "deputy",
                "c-officer");
        assertThat(Jsoup.parse(priya.fill("/people/c-chair/absence", Map.of()).body())
                        .select("#from-error")
                        .text())
                .isEqualTo("Enter the first day away");
        HttpResponse<String> away = priya.fill("/people/c-chair/absence", days);
        assertThat(lastReceived().method() + lastReceived().path())
                .isEqualTo("PUT/api/directory/contacts/c-chair/absence");
        assertThat(lastReceived().body()).contains("\"deputy\":\"c-officer\"");
        assertThat(away.uri().getPath()).isEqualTo("/people");
        priya.fill("/people/c-chair/digest-day", Map.of("weekday", "MONDAY"));
        assertThat(lastReceived().path()).endsWith("/c-chair/digest-day");
        priya.fill("/people/c-chair/leave", Map.of());
        assertThat(lastReceived().path()).endsWith("/c-chair/leave");
    }

    @Test
    void whoever_takes_over_from_a_chair_is_named_in_their_groups_in_the_same_step() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/people/c-chair/leave");
        assertThat(form.select("main li").eachText())
                .containsExactly("Carers Strategy Group: chair. Change this group by itself: Carers Strategy Group");
        assertThat(form.select("main select").eachAttr("name")).containsExactly("groupSuccessor");
        assertThat(form.select("#groupSuccessor option").eachText())
                .contains("Priya Nair")
                .doesNotContain("Mary Boothroyd", "Rani Gill");
        Map<String, String> officer = Map.of("groupSuccessor", "c-officer");

        HttpResponse<String> done = priya.submit(form, officer);
        priya.submit(form, officer);

        assertThat(received())
                .extracting(Received::path)
                .startsWith("/api/commands/groups/g-csg/amend-group", "/api/directory/contacts/c-chair/leave");
        assertThat(received().getFirst().version()).isEqualTo("\"4\"");
        assertThat(received().getFirst().body())
                .contains("\"name\":\"Carers Strategy Group\"", "\"chair\":\"c-officer\",\"officer\":\"c-officer\"");
        assertThat(received().get(2).key())
                .as("the same press twice")
                .isEqualTo(received().getFirst().key());
        assertThat(received().get(1).body()).as("with nobody for a party").isEqualTo("{}");
        assertThat(done.uri().getPath()).isEqualTo("/people");
    }

    @Test
    void who_has_a_part_in_a_group_that_somebody_changes_meanwhile_has_not_left() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/people/c-officer/leave");
        commandServiceSays("412 {}");

        HttpResponse<String> stale = priya.submit(form, Map.of("groupSuccessor", "c-chair"));

        assertThat(received()).hasSize(1);
        assertThat(stale.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(stale.body());
        assertThat(page.select(".govuk-error-summary").text())
                .contains("The Carers Strategy Group was changed by somebody else in the meantime.");
        assertThat(page.select("#groupSuccessor option[selected]").attr("value"))
                .isEqualTo("c-chair");
        commandServiceSays("422 {\"field\":\"details.chair\",\"detail\":\"Choose somebody of the directory\"}");
        assertThat(Jsoup.parse(priya.submit(page, Map.of()).body())
                        .select(".govuk-error-summary")
                        .text())
                .contains("The Carers Strategy Group was not changed", "Choose somebody of the directory");
        assertThat(Jsoup.parse(priya.submit(page, Map.of("groupSuccessor", "c-2"))
                                .body())
                        .select("#groupSuccessor-error")
                        .text())
                .isEqualTo("Choose somebody who is there and has a part in groups");
        assertThat(received()).hasSize(2).noneMatch(sent -> sent.path().endsWith("/leave"));
        assertThat(priya.submit(Jsoup.parse(stale.body().replaceAll("<input[^>]*version-g-csg[^>]*>", "")), Map.of())
                        .body())
                .as("a group in which the person was not seen to have a part")
                .contains("was changed by somebody else in the meantime");
        assertThat(received()).hasSize(2);
    }

    @Test
    void only_those_who_can_take_over_are_offered_for_a_partys_contact() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document sam = priya.open("/parties/p-carers/contacts/c-1/leave");
        assertThat(sam.select("main select").eachAttr("name")).containsExactly("successor");
        assertThat(sam.select("#successor option").eachAttr("value")).containsExactly("", "c-2");
        Document rani = priya.open("/people/c-2/leave");
        assertThat(rani.select("#successor option").eachAttr("value"))
                .as("found among all people")
                .containsExactly("", "c-1");
        assertThat(rani.select("main li").eachText()).hasSize(2).allMatch(part -> part.contains(": member."));
        Document ann = priya.open("/parties/p-space/contacts/c-3/leave");
        assertThat(ann.select("main select")).isEmpty();
        assertThat(ann.select("main").text()).contains("Nobody else can take over for Making <Space>");
        assertThat(ann.select("main a[href=/parties/p-space/contacts/new]")).hasSize(1);

        commandServiceSays("422 {\"field\":\"successor\",\"detail\":\"Choose another contact of the party\"}");
        assertThat(Jsoup.parse(priya.submit(sam, Map.of("successor", "c-2")).body())
                        .select("#successor-error")
                        .text())
                .isEqualTo("Choose another contact of the party");
    }

    @Test
    void governance_says_that_mail_reaches_somebody_again_to_whom_it_came_back() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        String path = "/parties/p-space/contacts/c-3/reached";
        assertThat(priya.open("/parties/p-space").select("main a[href=" + path + "]"))
                .hasSize(1);
        assertThat(priya.open("/parties/p-carers").select("main a[href$=/reached]"))
                .isEmpty();
        assertThat(priya.get("/parties/p-carers/contacts/c-1/reached").statusCode())
                .as("no mail came back")
                .isEqualTo(404);
        Document form = priya.open(path);
        assertThat(received()).as("opening it changes nothing").isEmpty();
        int asked = world().peopleAskedAgain;

        HttpResponse<String> done = priya.submit(form, Map.of());

        assertThat(lastReceived().method() + lastReceived().path())
                .isEqualTo("POST/api/directory/contacts/c-3/undeliverable");
        assertThat(lastReceived().body()).isEqualTo("{\"undeliverable\":false}");
        assertThat(done.uri().getPath()).isEqualTo("/parties/p-space");
        assertThat(world().peopleAskedAgain).isEqualTo(asked + 1);
        commandServiceSays("503 {}");
        assertThat(priya.submit(form, Map.of()).statusCode()).isEqualTo(422);
    }

    @Test
    void a_person_is_forgotten_after_a_look_at_what_that_means_for_whom() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document chair = priya.open("/people/c-chair/forget");
        assertThat(chair.select("h1").text()).isEqualTo("Forget Mary Boothroyd");
        assertThat(chair.select("main").text())
                .contains("Nothing has changed yet.", "This cannot be undone.")
                .contains("The Carers Strategy Group has no chair who can be written to.");
        assertThat(chair.select("main li a").eachAttr("href")).containsExactly("/groups/g-csg/change/amend-group");
        Document last = priya.open("/parties/p-space/contacts/c-3/forget");
        assertThat(last.select("main").text())
                .contains("Nobody is left to write to for Making <Space>, which leads 1 open action");
        assertThat(last.select("main li a").eachAttr("href")).containsExactly("/parties/p-space/contacts/new");
        assertThat(priya.open("/parties/p-carers/contacts/c-1/forget")
                        .select("main")
                        .text())
                .contains("Carers Count can still be written to: Rani Gill.");
        assertThat(received()).isEmpty();
        int asked = world().peopleAskedAgain;

        HttpResponse<String> done = priya.submit(last, Map.of());

        assertThat(lastReceived().method() + lastReceived().path()).isEqualTo("DELETE/api/directory/contacts/c-3");
        assertThat(done.uri().getPath()).isEqualTo("/parties/p-space");
        assertThat(world().peopleAskedAgain).isEqualTo(asked + 1);
        commandServiceSays("503 {}");
        assertThat(priya.submit(chair, Map.of()).statusCode()).isEqualTo(422);
        assertThat(priya.get("/people/c-nobody/forget").statusCode()).isEqualTo(404);
    }

    @Test
    void only_governance_changes_parties_and_people() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        String token = Visitor.token(mary.open("/people"));
        for (String path : List.of(
                MERGE,
                "/parties/new",
                "/parties/p-carers/change/rename-party",
                "/parties/p-carers/contacts/new",
                "/parties/p-carers/contacts/c-1/details",
                "/people/new",
                "/people/c-chair/absence",
                "/people/c-chair/leave",
                "/people/c-chair/forget",
                "/people/c-chair/reached",
                "/parties/p-carers/contacts/c-1/forget")) {
            assertThat(mary.get(path).statusCode()).as(path).isEqualTo(403);
            assertThat(mary.post(path, Map.of("_csrf", token, "name", "x", "into", "p-carers"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(received()).isEmpty();
    }

    @Test
    void a_person_whom_somebody_else_changed_meanwhile_is_shown_as_they_are_beside_what_was_typed() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        commandServiceSays("GET", "200 " + CHAIR.formatted("Mary Boothroyd", "mary@board.example", 2));
        Document form = priya.open("/people/c-chair/details");
        commandServiceSays("GET", "200 " + CHAIR.formatted("Mary Boothroyd", "chair@board.example", 3));
        commandServiceSays("PUT", "412 {}");

        HttpResponse<String> stale = priya.submit(form, Map.of("name", "Mary <Booth>"));

        assertThat(lastReceived().version()).isEqualTo("\"2\"");
        Document page = Jsoup.parse(stale.body());
        assertThat(page.select(".wm-compare tbody tr").eachText())
                .containsExactly(
                        "Name Mary Boothroyd Mary <Booth>", "E-mail address chair@board.example mary@board.example");
        assertThat(page.select("#name").val()).isEqualTo("Mary <Booth>");
        assertThat(page.select("input[name=version]").val()).isEqualTo("3");
    }
}
