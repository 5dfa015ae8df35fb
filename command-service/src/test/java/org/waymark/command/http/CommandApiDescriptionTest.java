package org.waymark.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandApiDescriptionTest {

    private static JsonNode api = JsonMapper.builder().build().createObjectNode();

    @BeforeAll
    static void the_description_is_fetched() {
        Answer answer = RunningService.get().send(RunningService.get().request("/v3/api-docs"));
        assertThat(answer.status()).isEqualTo(200);
        api = answer.json();
    }

    private static JsonNode operation(String path) {
        return api.path("paths").path(path).path("post");
    }

    private static JsonNode body(String path) {
        return operation(path)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    @Test
    void it_is_openapi_3_1() {
        assertThat(api.path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void every_command_has_a_path_of_its_own() {
        Set<String> operations = new HashSet<>();
        for (CommandCatalogue.Entry entry : CommandCatalogue.all()) {
            JsonNode operation = operation(entry.path());
            assertThat(operation.isObject()).as(entry.path()).isTrue();
            operations.add(operation.path("operationId").asString());
            assertThat(operation.path("responses").propertyNames())
                    .contains("200", "400", "401", "403", "404", "409", "412", "422", "428");
        }
        assertThat(operations).hasSameSizeAs(CommandCatalogue.all());
        assertThat(api.path("paths").has("/api/commands/{kind}/{id}/{name}")).isFalse();
    }

    @Test
    void a_command_is_described_by_its_record() {
        JsonNode slip = body("/api/commands/actions/{actionId}/slip-timescale");
        assertThat(slip.path("properties").propertyNames()).containsExactlyInAnyOrder("timescale", "reason");
        assertThat(slip.path("required").toString()).isEqualTo("[\"reason\",\"timescale\"]");
        JsonNode rating = body("/api/commands/actions/{actionId}/change-rating").path("properties");
        assertThat(rating.path("rating").path("enum").toString()).contains("AMBER");
        JsonNode adding = body("/api/commands/actions/{actionId}/add-action").path("properties");
        assertThat(adding.path("details").path("$ref").asString()).isEqualTo("#/components/schemas/ActionDetails");
        assertThat(api.path("components").path("schemas").has("ActionDetails")).isTrue();
    }

    @Test
    void what_is_drawn_need_not_be_given() {
        assertThat(body("/api/commands/actions/{actionId}/propose-date")
                        .path("required")
                        .toString())
                .isEqualTo("[\"reason\",\"timescale\"]");
    }

    @Test
    void every_reference_leads_somewhere() {
        Set<String> references = new HashSet<>();
        api.findValues("$ref").forEach(reference -> references.add(reference.asString()));
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    @Test
    void a_token_is_asked_for() {
        assertThat(api.path("components")
                        .path("securitySchemes")
                        .path("token")
                        .path("scheme")
                        .asString())
                .isEqualTo("bearer");
    }
}
