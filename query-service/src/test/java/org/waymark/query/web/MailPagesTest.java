package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waymark.contract.mail.RecipientRole;

/** The log of mails: filters, and for how long what needs a look stands first. */
class MailPagesTest extends PagesOverHttp {

    @AfterEach
    void today() {
        world().now = FixtureViews.NOW;
    }

    @Test
    void mails_are_looked_for_by_role_and_days_and_the_form_keeps_what_was_asked() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document page = priya.open("/mail?role=chair&from=2018-06-01&until=2018-06-30&state=sent");

        assertThat(world().mailsAskedFor.role()).isEqualTo(RecipientRole.CHAIR);
        assertThat(world().mailsAskedFor.from()).isEqualTo(LocalDate.of(2018, 6, 1));
        assertThat(world().mailsAskedFor.until()).isEqualTo(LocalDate.of(2018, 6, 30));
        assertThat(page.select("#role option[selected]").text()).isEqualTo("Chairs");
        assertThat(page.select("#from").val()).isEqualTo("2018-06-01");
        assertThat(page.select("#until").val()).isEqualTo("2018-06-30");

        priya.open("/mail?day=2018-06-25");
        assertThat(world().mailsAskedFor.from()).isEqualTo(world().mailsAskedFor.until());
        assertThat(world().mailsAskedFor.from()).isEqualTo(LocalDate.of(2018, 6, 25));
    }

    @Test
    void days_the_wrong_way_round_and_roles_that_there_are_not_are_said() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        HttpResponse<String> turned = priya.get("/mail?from=2018-06-30&until=2018-06-01");
        assertThat(turned.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(turned.body()).select("main").text())
                .contains("Enter a last day that is not before the first. The address has ‘2018-06-01’.");
        assertThat(priya.get("/mail?role=king").statusCode()).isEqualTo(400);
        assertThat(priya.get("/mail?until=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void what_needed_a_look_more_than_thirty_days_ago_stands_under_its_day() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        assertThat(priya.open("/mail").select("th.wm-group").eachText().getFirst())
                .isEqualTo("Needs a look: 3");
        world().now = Instant.parse("2018-07-26T09:00:00Z");
        assertThat(priya.open("/mail").select("th.wm-group").eachText())
                .containsExactly("Monday 25 June 2018: 5 mails");
    }
}
