package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Forms that were open for longer than their session. */
class HeldFormTest extends PagesOverHttp {

    private static final String FORM = "/actions/a-82/change/end";
    private static final Map<String, String> TYPED = Map.of("reason", "The <scheme> closed in May");

    @Test
    void what_was_typed_is_kept_until_somebody_has_signed_in_again_and_sends_it() throws Exception {
        Document form = Visitor.as("u-priya").open(FORM);
        Visitor later = new Visitor();

        HttpResponse<String> refused = later.submit(form, TYPED);

        assertThat(refused.statusCode()).isEqualTo(403);
        Document page = Jsoup.parse(refused.body());
        assertThat(page.select("main").text()).contains("Nothing was changed, and what you typed is kept.");
        HttpResponse<String> asked =
                later.get(page.select("main a.govuk-button").attr("href"));
        assertThat(asked.uri().getPath()).isEqualTo("/sign-in");
        HttpResponse<String> landed = later.submit(Jsoup.parse(asked.body()), Map.of("person", "u-priya"));
        assertThat(landed.uri().getPath()).isEqualTo("/held-form");
        Document held = Jsoup.parse(landed.body());
        assertThat(held.select("blockquote").eachText()).containsExactly("The <scheme> closed in May");
        assertThat(held.select("main button").text()).isEqualTo("Send it as Priya Nair");
        assertThat(received()).isEmpty();

        HttpResponse<String> done = later.submit(held, Map.of());

        assertThat(done.uri().getPath()).isEqualTo("/actions/a-82/changed");
        assertThat(lastReceived().path()).isEqualTo("/api/commands/actions/a-82/end");
        assertThat(lastReceived().body()).isEqualTo("{\"reason\":\"The <scheme> closed in May\"}");
        assertThat(lastReceived().key())
                .isEqualTo(form.select("main input[name=key]").attr("value"));
        assertThat(lastReceived().version()).isEqualTo("\"7\"");
    }

    @Test
    void what_another_site_sends_is_not_kept() throws Exception {
        Visitor visitor = new Visitor();
        visitor.comingFrom("cross-site");

        assertThat(visitor.post(FORM, TYPED).body()).contains("Sign in again and open the form once more.");
        assertThat(visitor.get(HeldForms.ADDRESS).uri().getPath()).isEqualTo("/sign-in");
        assertThat(Visitor.as("u-priya").get(HeldForms.ADDRESS).uri().getPath()).isEqualTo("/plans");
    }

    @Test
    void what_is_too_long_to_be_kept_is_said() throws Exception {
        assertThat(new Visitor()
                        .post(FORM, Map.of("reason", "x".repeat(70_000)))
                        .body())
                .contains("Sign in again and open the form once more.");
    }

    @Test
    void what_is_kept_no_longer_when_somebody_has_signed_in_is_said() throws Exception {
        Visitor visitor = new Visitor();
        visitor.post(FORM, TYPED);
        world().now = world().now.plus(HeldForms.KEPT);
        try {
            visitor.submit(visitor.open("/sign-in"), Map.of("person", "u-priya"));
            HttpResponse<String> answer = visitor.get(HeldForms.ADDRESS);
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body())
                    .contains("What you typed is kept no longer", "Open the form once more and fill it in again.");
        } finally {
            world().now = FixtureViews.NOW;
        }
    }
}
