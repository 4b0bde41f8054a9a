package org.liuhen.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.Role;
import tools.jackson.databind.json.JsonMapper;

class EventContractTest {
    private static final Path APPROVED = Path.of("src/main/resources/event-contracts");
    private static final JsonMapper PRETTY = JsonMapper.builder().build();

    static List<ReportEvent> samples() {
        return SampleEvents.all();
    }

    /** An approved file is written once, with {@code -Dliuhen.regenerate=true}, and never again. */
    @ParameterizedTest
    @MethodSource("samples")
    void everyEventIsWrittenAsItsApprovedContractSays(ReportEvent event) throws IOException {
        EventContract contract = EventContract.of(event.getClass());
        Path file = APPROVED.resolve(contract.name() + "." + contract.revision() + ".json");
        String json =
                PRETTY.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(PRETTY.readTree(ContractJson.write(event)))
                        + "\n";
        if (Boolean.getBoolean("liuhen.regenerate") && !Files.exists(file)) {
            Files.writeString(file, json);
        }
        assertThat(json).isEqualTo(Files.readString(file));
        assertThat(
                        Upcasting.present()
                                .read(
                                        contract.name(),
                                        contract.revision(),
                                        Files.readAllBytes(file)))
                .isEqualTo(event);
    }

    @Test
    void everyEventHasAContractAndASample() {
        Set<Class<?>> events = leaves(ReportEvent.class).collect(Collectors.toSet());
        assertThat(EventContract.all().stream().<Class<?>>map(EventContract::type))
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(SampleEvents.all().stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void everyRevisionThereEverWasHasItsFileAndIsReadFromIt() throws IOException {
        Set<String> expected = new HashSet<>();
        EventContract.all().forEach(c -> expected.add(c.name() + "." + c.revision() + ".json"));
        Upcasting.all().forEach(u -> expected.add(u.name() + "." + u.from() + ".json"));
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        for (String each : expected) {
            String[] parts = each.split("\\.");
            assertThat(
                            Upcasting.present()
                                    .read(
                                            parts[0],
                                            parts[1],
                                            Files.readAllBytes(APPROVED.resolve(each))))
                    .isInstanceOf(EventContract.typeOf(parts[0]));
        }
    }

    @Test
    void noNameFromOutsideLeadsToAnotherClass() {
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Upcasting.present().read("java.lang.Runtime", "1", nothing))
                .isInstanceOf(EventContract.UnknownContract.class);
        assertThatThrownBy(() -> EventContract.of(String.class))
                .isInstanceOf(EventContract.UnknownContract.class);
    }

    @Test
    void theEnvelopeReadsBackAsItWas() {
        Envelope envelope =
                new Envelope(
                        new Actor("u1", "张三", new Organisation("o", "局"), "科员", Role.DRAFTER),
                        "request",
                        null,
                        "correlation",
                        "cause");
        assertThat(Envelope.of(envelope.asMap())).isEqualTo(envelope);
    }

    private static Stream<Class<?>> leaves(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(EventContractTest::leaves)
                : Stream.of(sealed);
    }
}
