package org.waymark.query.web.change;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import tools.jackson.databind.JsonNode;

/** The part of command-service's API that pages need. */
interface CommandApi {

    /** @param replayed whether the same request had been answered before */
    record Receipt(String id, long position, long version, boolean replayed) {}

    @PostExchange(url = "/api/commands/{kind}/{id}/{command}", contentType = MediaType.APPLICATION_JSON_VALUE)
    Receipt send(
            @PathVariable("kind") String kind,
            @PathVariable("id") String id,
            @PathVariable("command") String command,
            @RequestHeader("Authorization") String authorization,
            @RequestHeader("Idempotency-Key") String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @RequestBody Map<String, @Nullable Object> body);

    /** A person with their address and the version that If-Match takes: for those who may see it. */
    @GetExchange(url = "/api/directory/contacts/{contactId}")
    JsonNode contact(@PathVariable("contactId") String contactId, @RequestHeader("Authorization") String authorization);

    @PostExchange(url = "/api/directory/contacts")
    JsonNode addContact(
            @RequestHeader("Authorization") String authorization,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Map<String, @Nullable Object> body);

    @PutExchange(url = "/api/directory/contacts/{contactId}")
    void changeContact(
            @PathVariable("contactId") String contactId,
            @RequestHeader("Authorization") String authorization,
            @RequestHeader("If-Match") String version,
            @RequestBody Map<String, @Nullable Object> body);

    @PostExchange(url = "/api/directory/contacts/{contactId}/end-links")
    void endLinks(@PathVariable("contactId") String contactId, @RequestHeader("Authorization") String authorization);

    @PutExchange(url = "/api/directory/contacts/{contactId}/absence")
    void away(
            @PathVariable("contactId") String contactId,
            @RequestHeader("Authorization") String authorization,
            @RequestBody Map<String, @Nullable Object> body);

    @PutExchange(url = "/api/directory/contacts/{contactId}/digest-day")
    void digestDay(
            @PathVariable("contactId") String contactId,
            @RequestHeader("Authorization") String authorization,
            @RequestBody Map<String, @Nullable Object> body);

    @DeleteExchange(url = "/api/directory/contacts/{contactId}/absence")
    void back(@PathVariable("contactId") String contactId, @RequestHeader("Authorization") String authorization);

    @PostExchange(url = "/api/directory/contacts/{contactId}/leave")
    void leave(
            @PathVariable("contactId") String contactId,
            @RequestHeader("Authorization") String authorization,
            @RequestBody Map<String, @Nullable Object> body);

    @PostExchange(url = "/api/directory/contacts/{contactId}/undeliverable")
    void markUndeliverable(
            @PathVariable("contactId") String contactId,
            @RequestHeader("Authorization") String authorization,
            @RequestBody Map<String, @Nullable Object> body);

    @DeleteExchange(url = "/api/directory/contacts/{contactId}")
    void forget(@PathVariable("contactId") String contactId, @RequestHeader("Authorization") String authorization);

    @PostExchange(url = "/api/imports/{planId}")
    JsonNode bring(
            @PathVariable("planId") String planId,
            @RequestParam("dryRun") boolean dryRun,
            @RequestHeader("Authorization") String authorization,
            @RequestHeader("Idempotency-Key") String key,
            @RequestHeader("Content-Type") MediaType type,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestBody byte[] csv);

    @PostExchange(url = "/api/imports/{planId}/indicators")
    JsonNode bringReadings(
            @PathVariable("planId") String planId,
            @RequestParam("dryRun") boolean dryRun,
            @RequestHeader("Authorization") String authorization,
            @RequestHeader("Idempotency-Key") String key,
            @RequestHeader("Content-Type") MediaType type,
            @RequestParam("file") String file,
            @RequestBody byte[] csv);
}
