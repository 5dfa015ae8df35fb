package org.waymark.query.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.Policy;
import org.waymark.query.identity.Tokens;
import org.waymark.query.preview.Previews.Answer;
import tools.jackson.databind.json.JsonMapper;

/** What the notifier says, read from real HTTP. */
class HttpPreviewsTest {

    private volatile String asked = "";
    private volatile String answer = "200 {}";
    private final HttpServer notifier;
    private final HttpPreviews previews;

    HttpPreviewsTest() throws IOException {
        notifier = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        notifier.createContext("/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                            .split(" ", 2)[0] + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = answer.split(" ", 2);
            byte[] body = parts[1].getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(Integer.parseInt(parts[0]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        notifier.start();
        previews = previews("http://127.0.0.1:" + notifier.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        notifier.stop(0);
    }

    private static HttpPreviews previews(String url) {
        AtomicReference<HttpPreviews> made = new AtomicReference<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of())
                .withPropertyValues("waymark.identity.secret=a secret of the tests, long enough for HS256")
                .withUserConfiguration(Properties.class)
                .withBean(Tokens.class)
                .withBean(java.time.Clock.class, java.time.Clock::systemUTC)
                .run(context -> made.set(new HttpPreviews(
                        new NotifierProperties(URI.create(url), Duration.ofSeconds(5)),
                        context.getBean(Tokens.class))));
        return Objects.requireNonNull(made.get());
    }

    @org.springframework.boot.context.properties.EnableConfigurationProperties(
            org.waymark.query.identity.QueryIdentityProperties.class)
    static class Properties {}

    @Test
    void a_preview_is_read_with_everything_that_is_shown() {
        answer = "200 {\"planId\":\"kirklees\",\"state\":\"ADOPTED\",\"policy\":"
                + JsonMapper.builder().build().writeValueAsString(Policy.standard())
                + ",\"from\":\"2018-06-25\",\"until\":\"2018-10-23\",\"stopped\":false,\"behind\":0,\"mails\":1,\"raised\":0,"
                + "\"days\":[{\"date\":\"2018-06-26\",\"closed\":null,\"marks\":[{\"kind\":\"PAPERS\",\"group\":\"CSG\"}],"
                + "\"mails\":[{\"contactId\":\"c-1\",\"name\":\"Sam Okafor\",\"role\":\"LEAD\",\"party\":\"Carers Count\","
                + "\"at\":\"2018-06-26T06:30:00Z\",\"lines\":[{\"rule\":\"WEEKLY_CHASE\",\"actionId\":\"a-1\","
                + "\"reference\":\"8.1\",\"title\":\"Plan respite\",\"level\":0,\"reason\":null}]}],\"raised\":[]}]}";

        Answer read = previews.saved("kirklees");

        assertThat(asked).isEqualTo("GET /api/notifier/plans/kirklees/preview?days=120&adopted=false Bearer ");
        previews.asAdopted("kirklees");
        assertThat(asked).isEqualTo("GET /api/notifier/plans/kirklees/preview?days=120&adopted=true Bearer ");
        assertThat(read).isInstanceOfSatisfying(Answer.Known.class, known -> {
            Preview.Day day = known.preview().days().getFirst();
            assertThat(known.preview().policy()).isEqualTo(Policy.standard());
            assertThat(day.marks()).containsExactly(new Preview.Mark(Preview.Mark.Kind.PAPERS, "CSG"));
            assertThat(day.mails().getFirst().role()).isEqualTo(RecipientRole.LEAD);
            assertThat(day.mails().getFirst().lines().getFirst().rule()).isEqualTo(MailRule.WEEKLY_CHASE);
        });
    }

    @Test
    void a_changed_policy_is_sent_whole_and_a_refusal_names_its_field() {
        answer = "422 {\"field\":\"policy.sendAt\",\"detail\":\"Choose a time from 05:00 on\"}";
        Policy changed = Policy.standard().change().chaseEvery(2).made();

        Answer read = previews.changed("kirklees", changed);

        assertThat(read).isEqualTo(new Answer.Refused("policy.sendAt", "Choose a time from 05:00 on"));
        String body = asked.substring(asked.indexOf('{'));
        assertThat(asked).startsWith("POST /api/notifier/plans/kirklees/preview?days=120 Bearer {");
        assertThat(JsonMapper.builder().build().readValue(body, Policy.class)).isEqualTo(changed);
    }

    @Test
    void the_next_mails_are_read() {
        answer =
                "200 {\"actionId\":\"a-1\",\"planId\":\"kirklees\",\"state\":\"ADOPTED\",\"mail\":true,\"stopped\":false,"
                        + "\"mails\":[{\"date\":\"2018-06-26\",\"role\":\"CHAIR\",\"party\":null,\"rule\":\"ESCALATION\",\"level\":3,"
                        + "\"reason\":\"LATE\"}]}";

        Preview.Next next = previews.next("a-1");

        assertThat(next).isNotNull();
        assertThat(next.mails().getFirst().date()).isEqualTo(LocalDate.of(2018, 6, 26));
        assertThat(next.mails().getFirst().level()).isEqualTo(3);
    }

    @Test
    void whatever_goes_wrong_is_no_answer() {
        for (String wrong : new String[] {"503 {}", "404 {}", "500 broken", "200 no json", "422 no json"}) {
            answer = wrong;
            assertThat(previews.saved("kirklees")).as(wrong).isEqualTo(new Answer.NoAnswer());
            assertThat(previews.next("a-1")).as(wrong).isNull();
        }
        assertThat(previews("http://127.0.0.1:1").saved("kirklees")).isEqualTo(new Answer.NoAnswer());
    }
}
