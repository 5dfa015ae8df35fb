package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What the pages are drawn with. */
class AssetsTest extends PagesOverHttp {

    @Test
    void a_browser_keeps_all_of_it_and_asks_again_only_for_what_has_changed() throws Exception {
        Visitor visitor = Visitor.as("u-priya");
        Document page = visitor.open("/actions/a-82");
        List<String> addresses = page.select("link[rel=stylesheet], link[rel=icon], script[src]").stream()
                .map(element -> element.hasAttr("src") ? element.attr("src") : element.attr("href"))
                .toList();
        assertThat(addresses).hasSize(5).allMatch(address -> address.matches(".*(-[0-9a-f]{32}\\.|/\\d+\\.\\d+\\.).*"));
        for (String address : addresses) {
            HttpResponse<String> answer = visitor.get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(address)
                    .contains("max-age=31536000, public, immutable");
        }
        String ofAnotherRelease = addresses.stream()
                .filter(address -> address.startsWith("/assets/waymark-"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("-[0-9a-f]{32}", "-" + "0".repeat(32));
        assertThat(visitor.get(ofAnotherRelease).statusCode()).isEqualTo(404);
    }

    @Test
    void no_style_sheet_asks_for_a_typeface_that_may_be_used_on_one_site_only() throws Exception {
        Visitor visitor = Visitor.as("u-mary");
        List<String> sheets =
                visitor.open("/plans").select("link[rel=stylesheet]").eachAttr("href");
        assertThat(sheets).hasSize(2);
        for (String sheet : sheets) {
            assertThat(visitor.get(sheet).body()).as(sheet).contains(".govuk-").doesNotContain("@font-face", "/fonts/");
        }
    }
}
