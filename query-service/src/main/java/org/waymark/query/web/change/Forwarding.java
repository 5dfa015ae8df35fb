package org.waymark.query.web.change;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.identity.Tokens;
import org.waymark.query.language.Language;
import org.waymark.query.web.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends on to command-service what somebody entered on a page, as that person, and tells what came of it. */
@Component
public class Forwarding {

    /** What became of a command. */
    public sealed interface Outcome {

        /** @param replayed whether the same form had been sent before, and this is what came of it then */
        record Done(String id, long position, long version, boolean replayed) implements Outcome {}

        /** Somebody else changed it in the meantime. */
        record Stale() implements Outcome {}

        /** @param field component of the command that is to blame, or null */
        record Refused(int status, @Nullable String field, String detail) implements Outcome {

            /** What command-service said, or that it said nothing. */
            public String inWords(Texts texts) {
                if (KEY.equals(field)) {
                    return texts.get("form.saved-before");
                }
                return detail.isEmpty() ? texts.get("form.refused", status) : detail;
            }
        }

        /** It is not known whether anything was saved; the same form can be sent again. */
        record NoAnswer() implements Outcome {}
    }

    /** To blame where a form was saved before and says something else now. */
    private static final String KEY = "Idempotency-Key";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(15);

    private final CommandApi api;
    private final Tokens tokens;
    private final JsonMapper json = new JsonMapper();

    Forwarding(
            RestClient.Builder builder,
            @Value("${waymark.command-service.url:http://localhost:8080}") String url,
            Tokens tokens) {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(
                java.net.http.HttpClient.newBuilder().connectTimeout(CONNECT).build());
        http.setReadTimeout(READ);
        RestClient client = builder.clone()
                .baseUrl(url)
                .requestFactory(http)
                .requestInterceptor(Forwarding::inTheLanguageOfThePage)
                .build();
        this.api = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(CommandApi.class);
        this.tokens = tokens;
    }

    /** What command-service says is shown on the page. */
    private static ClientHttpResponse inTheLanguageOfThePage(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
        request.getHeaders().setAcceptLanguageAsLocales(List.of(Language.current()));
        return execution.execute(request, body);
    }

    /** @param version version of the content that the person had seen, or null where it does not matter */
    public Outcome send(
            SignedIn person,
            String kind,
            String id,
            String command,
            Map<String, @Nullable Object> body,
            String key,
            @Nullable Long version) {
        return send(bearer(person), kind, id, command, body, key, version);
    }

    /**
     * Sends on what the owner of a link answers about an action, as a lead of their own parties.
     *
     * @param contactId the owner, by the id that the directory has
     */
    public Outcome sendByLink(
            String contactId,
            List<String> parties,
            String actionId,
            Map<String, @Nullable Object> body,
            String key,
            @Nullable Long version) {
        return send("Bearer " + tokens.ofLink(contactId, parties), "actions", actionId, "answer", body, key, version);
    }

    /** Ends all links that were sent to a contact until now. */
    public Outcome endLinks(SignedIn person, String contactId) {
        return directory(contactId, () -> api.endLinks(contactId, bearer(person)));
    }

    /** A person of the directory with their address, or null when it does not answer. */
    @Nullable
    JsonNode contact(SignedIn person, String contactId) {
        try {
            return api.contact(contactId, bearer(person));
        } catch (RestClientResponseException | ResourceAccessException e) {
            return null;
        }
    }

    /** Enters somebody in the directory. */
    Outcome addContact(SignedIn person, Map<String, @Nullable Object> body, String key) {
        return directory("", () -> api.addContact(bearer(person), key, body));
    }

    /** Changes somebody's name, address or part; stale where somebody else did so since that version. */
    Outcome changeContact(SignedIn person, String contactId, Map<String, @Nullable Object> body, String version) {
        return directory(contactId, () -> api.changeContact(contactId, bearer(person), "\"" + version + "\"", body));
    }

    /** Enters on which days a contact is away, and who gets the mail then. */
    Outcome away(SignedIn person, String contactId, Map<String, @Nullable Object> body) {
        return directory(contactId, () -> api.away(contactId, bearer(person), body));
    }

    /** The contact is back, or does not go. */
    Outcome back(SignedIn person, String contactId) {
        return directory(contactId, () -> api.back(contactId, bearer(person)));
    }

    /** Enters on which weekday a contact wants mail: {@code day} is null for any. */
    Outcome digestDay(SignedIn person, String contactId, Map<String, @Nullable Object> body) {
        return directory(contactId, () -> api.digestDay(contactId, bearer(person), body));
    }

    /** The same for the owner of a link, who says it themself. */
    public Outcome digestDayByLink(String contactId, Map<String, @Nullable Object> body) {
        return directory(contactId, () -> api.digestDay(contactId, linkBearer(contactId), body));
    }

    /** Enters on which days the owner of a link is away, and which colleague gets the mail then. */
    public Outcome awayByLink(String contactId, Map<String, @Nullable Object> body) {
        return directory(contactId, () -> api.away(contactId, linkBearer(contactId), body));
    }

    /** The owner of a link is back, or does not go. */
    public Outcome backByLink(String contactId) {
        return directory(contactId, () -> api.back(contactId, linkBearer(contactId)));
    }

    /** Enters on which weekday somebody who is signed in wants their own mail: {@code day} is null for any. */
    Outcome ownDigestDay(SignedIn person, Map<String, @Nullable Object> body) {
        return own(person, (contactId, bearer) -> api.digestDay(contactId, bearer, body));
    }

    /** Enters on which days somebody who is signed in is away, and who gets their mail then. */
    Outcome ownAbsence(SignedIn person, Map<String, @Nullable Object> body) {
        return own(person, (contactId, bearer) -> api.away(contactId, bearer, body));
    }

    /** Somebody who is signed in is back, or does not go. */
    Outcome ownReturn(SignedIn person) {
        return own(person, (contactId, bearer) -> api.back(contactId, bearer));
    }

    private Outcome own(SignedIn person, BiConsumer<String, String> asked) {
        String contactId = Objects.requireNonNull(person.contactId());
        return directory(contactId, () -> asked.accept(contactId, "Bearer " + tokens.ofOwnContact(person)));
    }

    private String linkBearer(String contactId) {
        return "Bearer " + tokens.ofLink(contactId, List.of());
    }

    /** The contact leaves today; another one takes over, or nobody. */
    Outcome leave(SignedIn person, String contactId, Map<String, @Nullable Object> body) {
        return directory(contactId, () -> api.leave(contactId, bearer(person), body));
    }

    /** Mail to the contact is tried again, though it came back for good. */
    Outcome reached(SignedIn person, String contactId) {
        return directory(
                contactId, () -> api.markUndeliverable(contactId, bearer(person), Map.of("undeliverable", false)));
    }

    /** Name and address of a person are removed from the directory for good. */
    Outcome forget(SignedIn person, String contactId) {
        return directory(contactId, () -> api.forget(contactId, bearer(person)));
    }

    private Outcome directory(String contactId, Runnable asked) {
        try {
            asked.run();
            return new Outcome.Done(contactId, 0, 0, false);
        } catch (RestClientResponseException e) {
            return outcome(e);
        } catch (ResourceAccessException e) {
            return new Outcome.NoAnswer();
        }
    }

    private Outcome send(
            String bearer,
            String kind,
            String id,
            String command,
            Map<String, @Nullable Object> body,
            String key,
            @Nullable Long version) {
        try {
            CommandApi.Receipt receipt =
                    api.send(kind, id, command, bearer, key, version == null ? null : "\"" + version + "\"", body);
            return new Outcome.Done(receipt.id(), receipt.position(), receipt.version(), receipt.replayed());
        } catch (RestClientResponseException e) {
            return outcome(e);
        } catch (ResourceAccessException e) {
            return new Outcome.NoAnswer();
        }
    }

    /**
     * Brings a plan's file, or only says what it would bring. The answer is the report as command-service writes it.
     *
     * @param take what is to count of what the file only repeats, as the report names it
     */
    ImportOutcome bring(
            SignedIn person,
            String planId,
            boolean dryRun,
            Map<String, String> parameters,
            List<String> take,
            byte[] csv,
            String key) {
        MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
        parameters.forEach(all::add);
        take.forEach(decision -> all.add("take", decision));
        try {
            return new ImportOutcome(
                    api.bring(planId, dryRun, bearer(person), key, MediaType.parseMediaType("text/csv"), all, csv),
                    null);
        } catch (RestClientResponseException e) {
            return new ImportOutcome(null, outcome(e));
        } catch (ResourceAccessException e) {
            return new ImportOutcome(null, new Outcome.NoAnswer());
        }
    }

    /** Brings readings of a plan's indicators, or only says what it would bring. */
    ImportOutcome bringReadings(SignedIn person, String planId, boolean dryRun, String file, byte[] csv, String key) {
        try {
            return new ImportOutcome(
                    api.bringReadings(
                            planId, dryRun, bearer(person), key, MediaType.parseMediaType("text/csv"), file, csv),
                    null);
        } catch (RestClientResponseException e) {
            return new ImportOutcome(null, outcome(e));
        } catch (ResourceAccessException e) {
            return new ImportOutcome(null, new Outcome.NoAnswer());
        }
    }

    /** Either a report or what went wrong. */
    record ImportOutcome(
            @Nullable JsonNode report, @Nullable Outcome failure) {}

    private Outcome outcome(RestClientResponseException e) {
        HttpStatusCode status = e.getStatusCode();
        if (status.value() == 412) {
            return new Outcome.Stale();
        }
        if (status.is5xxServerError()) {
            return new Outcome.NoAnswer();
        }
        String field = null;
        String detail = null;
        try {
            JsonNode problem = json.readTree(e.getResponseBodyAsByteArray());
            field = text(problem, "field");
            detail = text(problem, "detail");
        } catch (JacksonException notJson) {
            detail = null;
        }
        return new Outcome.Refused(status.value(), field, detail == null ? "" : detail);
    }

    private static @Nullable String text(JsonNode problem, String name) {
        JsonNode value = problem.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }

    private String bearer(SignedIn person) {
        return "Bearer " + tokens.of(person);
    }
}
