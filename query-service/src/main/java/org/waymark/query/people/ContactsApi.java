package org.waymark.query.people;

import java.net.http.HttpClient;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** The directory of command-service. */
@HttpExchange("/api/directory")
interface ContactsApi {

    /** How long an answer may take. */
    Duration PATIENCE = Duration.ofSeconds(2);

    /** The directory where command-service answers. */
    static ContactsApi at(CommandServiceProperties commandService) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build());
        requests.setReadTimeout(PATIENCE);
        RestClient client = RestClient.builder()
                .baseUrl(commandService.url())
                .requestFactory(requests)
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(ContactsApi.class);
    }

    @GetExchange("/contacts")
    List<Contact> contacts(@RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);

    @GetExchange("/contacts/{contactId}")
    Contact contact(@RequestHeader(HttpHeaders.AUTHORIZATION) String bearer, @PathVariable("contactId") String id);

    /** Contacts who named this one as their deputy, past absences included. */
    @GetExchange("/contacts")
    List<Contact> deputised(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String bearer, @RequestParam("deputy") String deputy);

    /** What is read of a contact; the address is left where it is. */
    record Contact(
            String contactId,
            String name,
            @Nullable String role,
            @Nullable List<String> partyIds,
            @Nullable Boolean undeliverable,
            @Nullable Boolean forgotten,
            @Nullable Integer linkSeries,
            @Nullable List<String> escalationFor,
            @Nullable Absence away,
            @Nullable LocalDate leftOn,
            @Nullable DayOfWeek digestDay) {}
}
