package org.liuhen.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docs/asyncapi.yaml} says what is in the topic, for whoever reads it elsewhere. */
class AsyncApiTest {
    private static final Path FILE = Path.of("../docs/asyncapi.yaml");
    private static final Path LANGUAGE = Path.of("src/test/resources/asyncapi/3.0.0.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode document = YAMLMapper.builder().build().readTree(FILE);

    static Iterable<ReportEvent> samples() {
        return SampleEvents.all();
    }

    @Test
    void itIsAnAsyncApiDocumentAndWithAWrongWordInItIsNone() throws IOException {
        Schema language =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(JSON.readTree(LANGUAGE));
        assertThat(language.validate(document)).isEmpty();
        JsonNode wrong = document.deepCopy();
        ((ObjectNode) wrong.at("/channels/events")).put("topic", "liuhen.events");
        assertThat(language.validate(wrong)).isNotEmpty();
    }

    @Test
    void itListsEveryRevisionOfEveryEventWithItsSchemaAndNoOther() {
        JsonNode messages = document.at("/components/messages");
        assertThat(messages.propertyNames())
                .containsExactlyInAnyOrderElementsOf(EventSchemaTest.revisions());
        assertThat(document.at("/channels/events/messages").propertyNames())
                .containsExactlyElementsOf(messages.propertyNames());
        assertThat(messages.properties())
                .allSatisfy(message -> {
                    String[] parts = message.getKey().split("\\.");
                    assertThat(message.getValue().at("/name").asString())
                            .isEqualTo("org.liuhen." + parts[0] + ".v" + parts[1]);
                    assertThat(message.getValue().at("/payload/$ref").asString())
                            .isEqualTo("generated/schemas/" + message.getKey() + ".json");
                    assertThat(message.getValue().at("/traits/0/$ref").asString())
                            .isEqualTo("#/components/messageTraits/event");
                    assertThat(
                                    document.at("/channels/events/messages")
                                            .get(message.getKey())
                                            .at("/$ref")
                                            .asString())
                            .isEqualTo("#/components/messages/" + message.getKey());
                });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theHeadersOfEveryEventAreThoseItDescribes(ReportEvent event) {
        EventContract contract = EventContract.of(event.getClass());
        Map<String, String> headers = headers(contract, ContractJson.write(event));
        Schema described = schema("/components/schemas/headers");
        assertThat(described.validate(JSON.valueToTree(headers))).isEmpty();
        assertThat(headers.get("ce_type"))
                .isEqualTo(
                        document.at("/components/messages")
                                .get(contract.name() + "." + contract.revision())
                                .at("/name")
                                .asString());
        for (String each : headers.keySet()) {
            Map<String, String> without = new LinkedHashMap<>(headers);
            without.remove(each);
            assertThat(described.validate(JSON.valueToTree(without))).as(each).isNotEmpty();
            Map<String, String> wrong = new LinkedHashMap<>(headers);
            wrong.put(each, "");
            assertThat(described.validate(JSON.valueToTree(wrong))).as(each).isNotEmpty();
        }
        headers.put("ce_more", "more");
        assertThat(described.validate(JSON.valueToTree(headers))).isNotEmpty();
    }

    @Test
    void whatIsToldOfTheActorIsAsItDescribes() {
        Schema described = schema("/components/schemas/metadata");
        ObjectNode metadata = JSON.valueToTree(envelope(null).asMap());
        assertThat(described.validate(metadata)).isEmpty();
        assertThat(described.validate(JSON.valueToTree(envelope("key").asMap()))).isEmpty();
        for (String each : metadata.propertyNames()) {
            ObjectNode without = metadata.deepCopy();
            without.remove(each);
            assertThat(described.validate(without)).as(each).isNotEmpty();
        }
        assertThat(document.at("/components/schemas/metadata/properties").propertyNames())
                .containsExactlyElementsOf(metadata.propertyNames());
    }

    private Schema schema(String place) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document.at(place));
    }

    private static Map<String, String> headers(EventContract contract, byte[] payload) {
        RelayedEvent event =
                new RelayedEvent(
                        17,
                        "019ab7a8-3d5e-7c11-8000-2d7c5a0e9f10",
                        "jiangmen-ecology-2023-overall",
                        0,
                        "2026-11-25T01:33:45.123456Z",
                        contract.name(),
                        contract.revision(),
                        payload,
                        JSON.writeValueAsBytes(envelope(null).asMap()));
        Map<String, String> headers = new LinkedHashMap<>();
        event.headers().forEach((name, value) -> headers.put(name, new String(value, UTF_8)));
        return headers;
    }

    private static Envelope envelope(String key) {
        return new Envelope(
                new Actor("u1", "张三", new Organisation("o", "局"), "科员", Role.DRAFTER),
                "request",
                key,
                "correlation",
                "cause");
    }
}
