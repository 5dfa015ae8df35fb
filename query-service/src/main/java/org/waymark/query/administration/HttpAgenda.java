package org.waymark.query.administration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.waymark.eventstore.SetAside;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.identity.Tokens;

/** Asks the notifier: how its agenda is as this service, for anything else as the administrator. */
@Component
final class HttpAgenda implements Agenda {

    private static final Logger LOG = LoggerFactory.getLogger(HttpAgenda.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(5);

    private final AgendaApi api;
    private final Tokens tokens;

    HttpAgenda(@Value("${waymark.notifier.url:http://localhost:8082}") String url, Tokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                java.net.http.HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(READ);
        RestClient client =
                RestClient.builder().baseUrl(url).requestFactory(requests).build();
        this.api = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(AgendaApi.class);
        this.tokens = tokens;
    }

    @Override
    public Administration.@Nullable Projection state() {
        try {
            return api.state("Bearer " + tokens.ofThisService());
        } catch (RestClientException e) {
            LOG.warn("The notifier does not say how its agenda is: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public boolean rebuild(SignedIn administrator) {
        try {
            api.rebuild("Bearer " + tokens.of(administrator));
            return true;
        } catch (RestClientException e) {
            LOG.warn("The notifier does not rebuild its agenda: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public SetAside.@Nullable Retried retry(SignedIn administrator) {
        try {
            return api.retry("Bearer " + tokens.of(administrator));
        } catch (RestClientException e) {
            LOG.warn("The notifier does not try again: {}", e.getMessage());
            return null;
        }
    }
}
