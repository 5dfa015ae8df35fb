package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.waymark.query.mail.MailStop;

/** Governance is told on every page that mail is kept back; nobody else is bothered with it. */
class MailNoticeTest {

    @Test
    void while_mail_is_stopped_governance_reads_it_on_every_page_and_a_lead_on_none() throws Exception {
        try (ConfigurableApplicationContext stopped = pages("--waymark.mail.enabled=false")) {
            assertThat(read(stopped, "u-priya", "/mail")).contains("All mail is stopped");
            assertThat(read(stopped, "u-priya", "/plans")).contains("All mail is stopped");
            assertThat(read(stopped, "u-ada", "/mail")).contains("All mail is stopped");
            assertThat(read(stopped, "u-sam", "/plans")).doesNotContain("All mail is stopped");
        }
    }

    @Test
    void what_somebody_stopped_on_the_record_is_read_from_there_with_who_and_why() throws Exception {
        try (ConfigurableApplicationContext live = pages()) {
            FixtureViews.World world = live.getBean(FixtureViews.World.class);
            world.mailStop = new MailStop.Last(
                    true, "Ada Byrne, administrator", FixtureViews.NOW, "Wrong addresses in the import.", 4400);
            assertThat(read(live, "u-priya", "/plans"))
                    .contains("All mail is stopped", "Ada Byrne, administrator", "Wrong addresses in the import.");
            assertThat(read(live, "u-sam", "/plans")).doesNotContain("All mail is stopped");
            assertThat(read(live, "u-priya", "/mail/switch")).contains("Let mail go out again");

            world.mailStop = new MailStop.Last(false, "Ada Byrne, administrator", FixtureViews.NOW, "Put right.", 4410);
            assertThat(read(live, "u-priya", "/plans")).doesNotContain("All mail is stopped");
            assertThat(read(live, "u-priya", "/mail/switch")).contains("Stop all mail", "Put right.");
        }
        try (ConfigurableApplicationContext stopped = pages("--waymark.mail.enabled=false")) {
            stopped.getBean(FixtureViews.World.class).mailStop =
                    new MailStop.Last(false, "Ada Byrne, administrator", FixtureViews.NOW, "Put right.", 4410);
            assertThat(read(stopped, "u-priya", "/plans"))
                    .as("the setting wins")
                    .contains("All mail is stopped");
        }
    }

    @Test
    void where_only_some_domains_get_mail_governance_reads_which() throws Exception {
        try (ConfigurableApplicationContext trial =
                pages("--waymark.mail.allowed-domains=kirklees.example,council.example")) {
            assertThat(read(trial, "u-priya", "/mail"))
                    .contains("Only addresses at kirklees.example and council.example get mail")
                    .doesNotContain("All mail is stopped");
        }
    }

    @Test
    void where_everybody_gets_mail_no_page_speaks_of_it() throws Exception {
        try (ConfigurableApplicationContext live = pages()) {
            assertThat(read(live, "u-priya", "/mail")).doesNotContain("get mail", "mail is stopped");
        }
    }

    private static ConfigurableApplicationContext pages(String... settings) {
        String[] all = new String[settings.length + 1];
        all[0] = "--server.port=0";
        System.arraycopy(settings, 0, all, 1, settings.length);
        return SpringApplication.run(PagesUnderTest.class, PagesUnderTest.settings(all));
    }

    private static String read(ConfigurableApplicationContext pages, String person, String path)
            throws IOException, InterruptedException {
        URI base = URI.create("http://localhost:" + pages.getEnvironment().getProperty("local.server.port"));
        try (HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            String token = Jsoup.parse(get(http, base.resolve("/sign-in")))
                    .select("input[name=_csrf]")
                    .attr("value");
            http.send(
                    HttpRequest.newBuilder(base.resolve("/sign-in"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "person=" + person + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return get(http, base.resolve(path));
        }
    }

    private static String get(HttpClient http, URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
