package org.liuhen.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.workflow.ReportEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What readers elsewhere may rely on: one JSON Schema for each event and revision. */
class EventSchemaTest {
    private static final Path SCHEMAS = Path.of("../docs/generated/schemas");

    private static final Path APPROVED = Path.of("src/main/resources/event-contracts");
    private static final Path WORKFLOW = Path.of("../workflow/src/main/java/org/liuhen/workflow");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<EventContract> contracts() {
        return EventContract.all();
    }

    static List<ReportEvent> samples() {
        return SampleEvents.all();
    }

    static Set<String> revisions() {
        return Stream.concat(
                        EventContract.all().stream().map(c -> c.name() + "." + c.revision()),
                        Upcasting.all().stream().map(u -> u.name() + "." + u.from()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @BeforeAll
    static void regenerate() throws IOException {
        if (Boolean.getBoolean("liuhen.regenerate")) {
            Files.createDirectories(SCHEMAS);
            for (EventContract each : EventContract.all()) {
                Files.writeString(file(each), generated(each));
            }
        }
    }

    /** That of an earlier revision stays as it is: nothing is left to make it from. */
    @ParameterizedTest
    @MethodSource("contracts")
    void everyEventHasTheSchemaThatItsRecordGives(EventContract contract) throws IOException {
        Path file = file(contract);
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is out of date: run with -Dliuhen.regenerate=true", file)
                .isEqualTo(generated(contract));
    }

    @Test
    void everyRevisionThereEverWasHasASchemaAndNothingElseHas() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            revisions().stream().map(each -> each + ".json").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void everyApprovedContractFitsItsSchemaAndWithAnyMemberChangedFitsNoLonger(String revision)
            throws IOException {
        Schema schema = schema(revision);
        JsonNode approved = JSON.readTree(APPROVED.resolve(revision + ".json"));
        assertThat(schema.validate(approved)).isEmpty();
        List<JsonNode> changed = changed(approved);
        assertThat(changed).isNotEmpty();
        assertThat(changed)
                .allSatisfy(each -> assertThat(schema.validate(each)).as("%s", each).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenFitsTheSchema(ReportEvent event) throws IOException {
        EventContract contract = EventContract.of(event.getClass());
        assertThat(
                        schema(contract.name() + "." + contract.revision())
                                .validate(JSON.readTree(ContractJson.write(event))))
                .isEmpty();
    }

    @Test
    void onlyWhatMayBeAbsentMayBeNull() throws IOException {
        assertThat(fitsWithNull("section-approved.1", "opinion")).isTrue();
        assertThat(fitsWithNull("section-approved.1", "digest")).isFalse();
        assertThat(fitsWithNull("section-approved.1", "step")).isFalse();
        assertThat(fitsWithNull("section-returned.1", "reason")).isFalse();
        assertThat(fitsWithNull("section-returned.1", "items")).isFalse();
        assertThat(fitsWithNull("revision-requested.1", "target")).isFalse();
        assertThat(fitsWithNull("expenditure-recorded.1", "executed")).isTrue();
    }

    private static Path file(EventContract contract) {
        return SCHEMAS.resolve(contract.name() + "." + contract.revision() + ".json");
    }

    private static String generated(EventContract contract) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new EventSchema(SourceWords.in(WORKFLOW)).of(contract))
                + "\n";
    }

    private static boolean fitsWithNull(String revision, String member) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(APPROVED.resolve(revision + ".json"));
        assertThat(event.has(member)).isTrue();
        return schema(revision).validate(event.putNull(member)).isEmpty();
    }

    /** One for each member, at whatever depth, that is left out, of another kind or too many. */
    private static List<JsonNode> changed(JsonNode whole) {
        List<JsonNode> changed = new ArrayList<>();
        for (String path : paths(whole, "")) {
            JsonNode without = whole.deepCopy();
            String name = path.substring(path.lastIndexOf('/') + 1);
            String place = path.substring(0, path.lastIndexOf('/'));
            if (without.at(place) instanceof ObjectNode members) {
                members.remove(name);
                changed.add(without);
                JsonNode more = whole.deepCopy();
                ((ObjectNode) more.at(place)).put(name + "2", "more");
                changed.add(more);
                JsonNode other = whole.deepCopy();
                ((ObjectNode) other.at(place)).put(name, true);
                changed.add(other);
            } else if (without.at(place) instanceof ArrayNode items) {
                items.set(Integer.parseInt(name), true);
                changed.add(without);
            }
        }
        return changed;
    }

    private static List<String> paths(JsonNode node, String here) {
        List<String> paths = new ArrayList<>();
        if (node instanceof ObjectNode members) {
            for (String name : members.propertyNames()) {
                paths.add(here + "/" + name);
                paths.addAll(paths(members.get(name), here + "/" + name));
            }
        } else if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                paths.add(here + "/" + i);
                paths.addAll(paths(items.get(i), here + "/" + i));
            }
        }
        return paths;
    }

    private static Schema schema(String revision) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.readTree(SCHEMAS.resolve(revision + ".json")));
    }
}
