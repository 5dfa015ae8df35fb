package org.waymark.query.preview;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.waymark.contract.plan.Policy;

/** What the notifier answers. */
@HttpExchange("/api/notifier")
interface PreviewApi {

    @GetExchange("/plans/{planId}/preview")
    Preview saved(
            @PathVariable String planId,
            @RequestParam int days,
            @RequestParam boolean adopted,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);

    @PostExchange("/plans/{planId}/preview")
    Preview changed(
            @PathVariable String planId,
            @RequestParam int days,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String bearer,
            @RequestBody Policy policy);

    @GetExchange("/actions/{actionId}/next")
    Preview.Next next(@PathVariable String actionId, @RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);
}
