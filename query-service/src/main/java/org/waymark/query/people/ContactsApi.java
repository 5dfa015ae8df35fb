package org.waymark.query.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The directory of command-service. */
@HttpExchange("/api/directory")
interface ContactsApi {

    @GetExchange("/contacts")
    List<Contact> contacts(@RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);

    /** What is read of a contact; the address is left where it is. */
    record Contact(
            String contactId,
            String name,
            @Nullable String role,
            @Nullable List<String> partyIds,
            @Nullable Boolean undeliverable) {}
}
