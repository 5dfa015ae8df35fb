package org.waymark.query.administration;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.waymark.eventstore.SetAside;

/** What the notifier answers. */
@HttpExchange("/api/notifier/agenda")
interface AgendaApi {

    @GetExchange
    Administration.Projection state(@RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);

    @PostExchange("/rebuild")
    void rebuild(@RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);

    @PostExchange("/dead-letters/retry")
    SetAside.Retried retry(@RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);
}
