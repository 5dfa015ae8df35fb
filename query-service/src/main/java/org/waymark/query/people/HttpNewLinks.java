package org.waymark.query.people;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.identity.Tokens;
import org.waymark.query.preview.NotifierProperties;

/** Asks the notifier, which knows when the last one went out. */
@Component
final class HttpNewLinks implements NewLinks {

    private static final Logger LOG = LoggerFactory.getLogger(HttpNewLinks.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final RestClient notifier;
    private final Tokens tokens;

    HttpNewLinks(NotifierProperties properties, Tokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(properties.patience());
        this.notifier = RestClient.builder()
                .baseUrl(properties.url().toString())
                .requestFactory(requests)
                .build();
        this.tokens = tokens;
    }

    @Override
    public void mail(PersonalLink old) {
        Map<String, @Nullable String> wanted = new HashMap<>();
        wanted.put("contactId", old.contactId());
        wanted.put("actionId", old.actionId());
        try {
            notifier.post()
                    .uri("/api/notifier/links")
                    .header("Authorization", "Bearer " + tokens.ofThisService())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(wanted)
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException e) {
            LOG.warn("The notifier does not mail a new link to {}: {}", old.contactId(), e.getMessage());
        }
    }
}
