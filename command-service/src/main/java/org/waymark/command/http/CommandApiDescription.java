package org.waymark.command.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;
import org.waymark.command.identity.Rights;
import org.waymark.contract.action.ActionCommand.ProposeCompletion;
import org.waymark.contract.action.ActionCommand.ProposeDate;
import org.waymark.contract.action.ActionCommand.ProposeEnding;
import org.waymark.contract.action.MilestoneDetails;
import org.waymark.contract.group.GroupCommand.ScheduleMeeting;
import org.waymark.contract.log.Role;

/** Describes every command under a path of its own, with the schema of its record, for {@code /v3/api-docs}. */
@Component
class CommandApiDescription implements GlobalOpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String RECEIPT = "Receipt";
    private static final String TOKEN = "token";

    /** Ids that are drawn where they are left out. */
    private static final Map<Class<?>, String> DRAWN = Map.of(
            ProposeDate.class, "proposalId",
            ProposeCompletion.class, "proposalId",
            ProposeEnding.class, "proposalId",
            ScheduleMeeting.class, "meetingId");

    @Override
    public void customise(OpenAPI api) {
        api.setInfo(new Info()
                .title("Waymark command API")
                .version("1")
                .description("Changes to action plans, their groups and parties; the directory; import."
                        + " Answers and problems are described in docs/api.md.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        api.setComponents(components);
        components.addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("Claims: sub (user id), role, parties (of a lead)"));
        api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        components.addSchemas(PROBLEM, problem());
        components.addSchemas(RECEIPT, receipt());
        RecordSchemas schemas = new RecordSchemas(components);
        for (CommandCatalogue.Entry entry : CommandCatalogue.all()) {
            api.path(entry.path(), new PathItem().post(operation(entry, schemas)));
        }
        Schema<?> milestone = components.getSchemas().get(MilestoneDetails.class.getSimpleName());
        if (milestone != null) {
            milestone.setRequired(List.of("text"));
        }
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(CommandApiDescription::addProblems);
    }

    private static Operation operation(CommandCatalogue.Entry entry, RecordSchemas schemas) {
        String drawn = DRAWN.get(entry.type());
        Set<String> without = Set.of(entry.idField());
        Schema<?> body = schemas.body(entry.type(), without);
        if (drawn != null && body.getRequired() != null) {
            body.setRequired(body.getRequired().stream()
                    .filter(field -> !field.equals(drawn))
                    .toList());
        }
        Operation operation = new Operation()
                .operationId(entry.kind() + "." + entry.name())
                .summary(words(entry.name()))
                .description("For: " + roles(entry))
                .addTagsItem(entry.kind())
                .addParametersItem(new Parameter()
                        .in("path")
                        .name(entry.idField())
                        .required(true)
                        .description(entry.idPrefix() == null ? null : "\"new\" draws one; the answer names it")
                        .schema(RecordSchemas.typed("string")))
                .addParametersItem(header(
                        "Idempotency-Key",
                        true,
                        "New for each change; the same request with the same key changes nothing twice"))
                .addParametersItem(header(
                        "If-Match", entry.needsVersion(), "Version of the content that was seen, for example \"5\""))
                .addParametersItem(header("Happened-At", false, "When it happened, where that is before now"))
                .addParametersItem(
                        header("Accept-Language", false, "Language of what a problem says; English without it"))
                .requestBody(
                        new RequestBody().required(body.getRequired() != null).content(json("application/json", body)));
        return operation.responses(new ApiResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description("Durably recorded")
                                .addHeaderObject(
                                        "ETag",
                                        new Header()
                                                .description("Version of the content")
                                                .schema(RecordSchemas.typed("string")))
                                .content(json("application/json", reference(RECEIPT)))));
    }

    private static String roles(CommandCatalogue.Entry entry) {
        return Arrays.stream(Role.values())
                .filter(role -> Rights.allow(role, entry.type()))
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static Parameter header(String name, boolean required, String description) {
        return new Parameter()
                .in("header")
                .name(name)
                .required(required)
                .description(description)
                .schema(RecordSchemas.typed("string"));
    }

    private static void addProblems(Operation operation) {
        Map<Integer, String> byStatus = new TreeMap<>();
        for (ProblemType type : ProblemType.values()) {
            byStatus.merge(type.status().value(), type.title().toString(), (one, other) -> one + "; " + other);
        }
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        byStatus.forEach((status, titles) -> responses.addApiResponse(
                Integer.toString(status),
                new ApiResponse().description(titles).content(json("application/problem+json", reference(PROBLEM)))));
        operation.setResponses(responses);
    }

    private static Schema<?> problem() {
        Schema<?> problem = RecordSchemas.typed("object");
        problem.setDescription("RFC 9457");
        Schema<Object> type = RecordSchemas.typed("string");
        Arrays.stream(ProblemType.values())
                .forEach(known -> type.addEnumItemObject(known.type().toString()));
        problem.addProperty("type", type);
        problem.addProperty("title", RecordSchemas.typed("string"));
        problem.addProperty("status", RecordSchemas.typed("integer"));
        problem.addProperty("detail", RecordSchemas.typed("string").description("What to do, in plain words"));
        problem.addProperty(
                "field", RecordSchemas.typed("string").description("The field to blame, where there is one"));
        problem.addProperty("currentVersion", RecordSchemas.typed("integer").description("After a stale edit"));
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    private static Schema<?> receipt() {
        Schema<?> receipt = RecordSchemas.typed("object");
        receipt.addProperty("id", RecordSchemas.typed("string").description("The stream that decided"));
        receipt.addProperty("position", RecordSchemas.typed("integer").description("Global position in the log"));
        receipt.addProperty("version", RecordSchemas.typed("integer").description("Version of the content"));
        receipt.addProperty(
                "replayed", RecordSchemas.typed("boolean").description("Whether an earlier request had this effect"));
        receipt.setRequired(List.of("id", "position", "version", "replayed"));
        return receipt;
    }

    private static Schema<?> reference(String name) {
        Schema<?> reference = new Schema<>(SpecVersion.V31);
        reference.set$ref("#/components/schemas/" + name);
        return reference;
    }

    private static Content json(String mediaType, Schema<?> schema) {
        return new Content().addMediaType(mediaType, new MediaType().schema(schema));
    }

    private static String words(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
    }
}
