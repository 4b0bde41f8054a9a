package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import tools.jackson.databind.JsonNode;

/**
 * The description that clients are written from: whole, in Chinese, and true to its own references.
 */
class ApiDescriptionTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."))
                    .resolve("../query-service/src/main/resources/guide");
    private static final String CHINESE = "\\p{IsHan}";
    private static final String READINESS = "/actuator/health/readiness";
    private static final String COMPONENTS = "#/components/schemas/";

    private final SoftAssertions explanations = new SoftAssertions();
    private final Running office = Running.shared();
    private final JsonNode api = office.client().get("/v3/api-docs").body();

    /** The query side describes both services and knows only itself, so it is told by this. */
    @Test
    void itIsWhatTheEndpointsOfBothServicesAre() throws IOException {
        try (Running generating =
                new Running(
                        Witnesses.shared(),
                        List.of(ApiDescription.class),
                        ApiDescription.SETTINGS)) {
            isCurrent("", generating);
            isCurrent(".yaml", generating);
        }
    }

    private void isCurrent(String suffix, Running generating) throws IOException {
        String generated = asIs(generating, ApiDescription.PATH + suffix).text().strip() + "\n";
        if (Boolean.getBoolean("liuhen.regenerate")) {
            Files.writeString(
                    FOLDER.resolve("api-docs" + (suffix.isEmpty() ? ".json" : suffix)), generated);
        } else {
            assertThat(asIs(office, "/v3/api-docs" + suffix).text())
                    .as("out of date: run with -Dliuhen.regenerate=true")
                    .isEqualTo(generated);
        }
    }

    private static Client.Answer asIs(Running running, String path) {
        return running.client()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + running.port() + path))
                                .GET());
    }

    @Test
    void itIsOpenApi31AndThereForEveryoneAlsoAsYaml() {
        assertThat(api.path("openapi").asString()).startsWith("3.1");
        assertThat(api.at("/info/title").asString()).containsPattern(CHINESE);
        Client.Answer yaml = asIs(office, "/v3/api-docs.yaml");
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.text()).startsWith("openapi: 3.1");
    }

    @Test
    void itDescribesEveryEndpointOfTheContractAndNoOther() {
        assertThat(operations().keySet())
                .isEqualTo(
                        Stream.concat(
                                        Stream.of("GET " + READINESS),
                                        office.beans(EndpointRules.class).stream()
                                                .flatMap(table -> table.rules().stream())
                                                .filter(rule -> rule.pattern().startsWith("/api/"))
                                                .map(ApiDescriptionTest::spelled))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String spelled(EndpointRule rule) {
        return rule.method() + " " + rule.pattern().replace("{*", "{");
    }

    @Test
    void everyOperationSaysInChineseWhatItDoesAndWhatItTakes() {
        operations()
                .forEach((name, operation) -> {
                    assertThat(operation.path("summary").asString(""))
                            .as(name)
                            .containsPattern(CHINESE);
                    assertThat(operation.path("tags").size()).as(name).isOne();
                    assertThat(operation.path("parameters"))
                            .as(name)
                            .allSatisfy(parameter ->
                                    assertThat(parameter.path("description").asString(""))
                                            .as(name + " " + parameter.path("name"))
                                            .containsPattern(CHINESE));
                });
    }

    @Test
    void everyPartOfEveryRequestBodyIsExplained() {
        int bodies = 0;
        for (Map.Entry<String, JsonNode> each : operations().entrySet()) {
            JsonNode body = each.getValue().at("/requestBody/content/application~1json/schema");
            if (!body.isMissingNode()) {
                bodies++;
                explained(each.getKey(), body);
            }
        }
        assertThat(bodies).isEqualTo(19);
        explanations.assertAll();
    }

    private void explained(String path, JsonNode schema) {
        JsonNode resolved = resolved(schema);
        if (resolved.path("type").asString("").equals("array")) {
            explained(path + "[]", resolved.path("items"));
            return;
        }
        assertThat(resolved.path("properties").size()).as(path).isPositive();
        resolved.path("properties")
                .forEachEntry((name, property) -> {
                    String here = path + "/" + name;
                    boolean isWord = property.at("/items/type").asString("").equals("string");
                    if (property.has("$ref") || (property.has("items") && !isWord)) {
                        explained(here, property);
                    } else {
                        explanations
                                .assertThat(property.path("description").asString(""))
                                .as(here)
                                .containsPattern(CHINESE);
                        explanations
                                .assertThat(property.has("example") || property.has("enum"))
                                .as(here + " has an example")
                                .isTrue();
                    }
                });
    }

    @Test
    void everyAnswerHasAShapeAndEveryRefusalIsAProblem() {
        operations()
                .forEach((name, operation) -> {
                    JsonNode problem =
                            operation.at(
                                    "/responses/default/content/application~1problem+json/schema");
                    assertThat(resolved(problem).at("/properties/code/enum"))
                            .as(name)
                            .extracting(JsonNode::asString)
                            .contains("stale-content", "segregation-of-duties");
                    operation
                            .path("responses")
                            .forEachEntry((status, response) -> {
                                assertThat(response.path("description").asString())
                                        .as(name + status)
                                        .containsPattern(CHINESE);
                                assertThat(response.path("content"))
                                        .as(name + status)
                                        .allSatisfy(content ->
                                                assertThat(content.has("schema")).isTrue());
                                assertThat(status.equals("204") || response.has("content"))
                                        .as(name + status)
                                        .isTrue();
                            });
                });
    }

    @Test
    void whatIsMadeIsAnswered201WithItsPlace() {
        for (String name :
                List.of("POST /api/reports", "POST /api/reports/{r}/indicators/{i}/revisions")) {
            JsonNode responses = operations().get(name).path("responses");
            assertThat(responses.propertyNames()).containsExactlyInAnyOrder("201", "default");
            assertThat(responses.at("/201/headers/Location/description").asString())
                    .containsPattern(CHINESE);
        }
    }

    @Test
    void theListsShowWhatIsInThem() {
        Map<String, String> members =
                Map.of(
                        "GET /api/reports", "stage",
                        "GET /api/inbox", "sectionKey",
                        "GET /api/reports/{r}/history", "summary",
                        "GET /api/reports/{r}/diff", "before");
        members.forEach((name, member) -> {
            JsonNode page =
                    resolved(
                            operations()
                                    .get(name)
                                    .at("/responses/200/content/application~1json/schema"));
            JsonNode list =
                    page.path("properties").has("items")
                            ? page.at("/properties/items")
                            : page.at("/properties/changes");
            assertThat(resolved(list.path("items")).path("properties").has(member))
                    .as(name + " " + list)
                    .isTrue();
        });
        JsonNode entry = api.at("/components/schemas/HistoryEntry/properties");
        assertThat(resolved(entry.path("actor")).path("properties").has("organisation")).isTrue();
        assertThat(entry.at("/changes/type").asString()).isEqualTo("array");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(api.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(ref -> {
                    assertThat(ref).startsWith(COMPONENTS);
                    assertThat(api.at(ref.substring(1)).isMissingNode()).as(ref).isFalse();
                });
    }

    private JsonNode resolved(JsonNode schema) {
        String ref = schema.path("$ref").asString("");
        return ref.isEmpty() ? schema : resolved(api.at(ref.substring(1)));
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        api.path("paths")
                .forEachEntry((path, methods) ->
                        methods.forEachEntry((method, operation) ->
                                operations.put(
                                        method.toUpperCase(java.util.Locale.ROOT) + " " + path,
                                        operation)));
        return operations;
    }
}
