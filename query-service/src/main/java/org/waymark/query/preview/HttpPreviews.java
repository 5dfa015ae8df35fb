package org.waymark.query.preview;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.waymark.contract.plan.Policy;
import org.waymark.query.identity.Tokens;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the notifier, as this service: who may see the answer is for the pages to say. */
@Component
final class HttpPreviews implements Previews {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPreviews.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final PreviewApi api;
    private final Tokens tokens;
    private final JsonMapper json = new JsonMapper();

    HttpPreviews(NotifierProperties notifier, Tokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                java.net.http.HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(notifier.patience());
        RestClient client = RestClient.builder()
                .baseUrl(notifier.url().toString())
                .requestFactory(requests)
                .build();
        this.api = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(PreviewApi.class);
        this.tokens = tokens;
    }

    @Override
    public Answer saved(String planId) {
        return answer(() -> api.saved(planId, DAYS, false, bearer()));
    }

    @Override
    public Answer asAdopted(String planId) {
        return answer(() -> api.saved(planId, DAYS, true, bearer()));
    }

    @Override
    public Answer changed(String planId, Policy policy) {
        return answer(() -> api.changed(planId, DAYS, bearer(), policy));
    }

    @Override
    public Preview.@Nullable Next next(String actionId) {
        try {
            return api.next(actionId, bearer());
        } catch (RestClientException e) {
            LOG.warn("The notifier does not say what goes out about {}: {}", actionId, e.getMessage());
            return null;
        }
    }

    private Answer answer(Supplier<Preview> asked) {
        try {
            return new Answer.Known(asked.get());
        } catch (RestClientResponseException e) {
            if (e.getStatusCode().value() == 422) {
                return refused(e);
            }
            LOG.warn("The notifier does not say what would go out: {}", e.getMessage());
            return new Answer.NoAnswer();
        } catch (RestClientException e) {
            LOG.warn("The notifier does not say what would go out: {}", e.getMessage());
            return new Answer.NoAnswer();
        }
    }

    private Answer refused(RestClientResponseException e) {
        try {
            JsonNode problem = json.readTree(e.getResponseBodyAsByteArray());
            return new Answer.Refused(text(problem, "field"), Objects.requireNonNullElse(text(problem, "detail"), ""));
        } catch (JacksonException notJson) {
            LOG.warn("The notifier refuses a policy, and does not say why: {}", notJson.getMessage());
            return new Answer.NoAnswer();
        }
    }

    private static @Nullable String text(JsonNode problem, String name) {
        JsonNode value = problem.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }

    private String bearer() {
        return "Bearer " + tokens.ofThisService();
    }
}
