package org.liuhen.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.contracts.Fact;
import org.liuhen.contracts.Upcasting;
import org.liuhen.verifier.Verify;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;
import tools.jackson.databind.JsonNode;

/** Today's code reads, folds and verifies what every release wrote, as that release did. */
class FrozenHistoryTest {
    /** A release is never written anew: the SHA-256 of its SHA256SUMS. */
    private static final Map<String, String> SHIPPED =
            Map.of("0.1.0", "6b428f1916f3224bb4a4536d76c04c2c1cd1260fc4b4795c6ff331ea594498b2");

    static List<Release> releases() {
        return Release.all();
    }

    @Test
    void everyReleaseIsThere() {
        assertThat(releases())
                .extracting(Release::version)
                .containsExactlyElementsOf(new TreeSet<>(SHIPPED.keySet()));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void noFileWasEdited(Release release) throws IOException {
        assertThat(release.sums()).isEqualTo(release.shippedSums());
        assertThat(release.sumOfSums()).isEqualTo(SHIPPED.get(release.version()));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void itsEventsFoldToTheSameStatesAndDigests(Release release) throws IOException {
        Map<String, ReportState> reports = new HashMap<>();
        Map<String, List<JsonNode>> shown = new HashMap<>();
        release.reports().forEach(report -> shown.put(report, release.versions(report)));
        Set<String> names = new TreeSet<>();
        for (JsonNode row : release.record()) {
            names.add(row.path("name").asString());
            String report = row.path("reportId").asString();
            ReportState state = Report.evolve(reports.get(report), recorded(row));
            reports.put(report, state);
            JsonNode then = shown.get(report).get((int) state.version() - 1);
            assertThat(line(state))
                    .as("%s version %s", report, state.version())
                    .isEqualTo(line(then));
        }
        assertThat(shown)
                .allSatisfy((report, versions) ->
                        assertThat(reports.get(report).version()).isEqualTo(versions.size()));
        assertThat(names).as("everything that could happen then").isEqualTo(release.couldHappen());
    }

    private static Recorded recorded(JsonNode row) {
        return Fact.read(
                        Upcasting.present(),
                        row.path("name").asString(),
                        row.path("revision").asString(),
                        row.path("recordedAt").asString(),
                        utf8(row.path("payload")),
                        utf8(row.path("metadata")))
                .recorded();
    }

    private static byte[] utf8(JsonNode text) {
        return text.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> line(ReportState state) {
        List<String> told = new ArrayList<>(List.of(state.version() + " " + state.stage()));
        state.sections()
                .values()
                .forEach(section ->
                        told.add(
                                String.join(
                                        " ",
                                        section.key(),
                                        Integer.toString(section.round()),
                                        Integer.toString(section.revision()),
                                        state.digest(section))));
        return told;
    }

    private static List<String> line(JsonNode shown) {
        List<String> told =
                new ArrayList<>(
                        List.of(
                                shown.path("version").asString()
                                        + " "
                                        + shown.path("stage").asString()));
        shown.path("sections")
                .forEach(section ->
                        told.add(
                                String.join(
                                        " ",
                                        section.path("key").asString(),
                                        section.path("round").asString(),
                                        section.path("revision").asString(),
                                        section.path("digest").asString())));
        return told;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void itsPackagesAreVerified(Release release) {
        for (String report : release.reports()) {
            Path packed = release.report(report, "package.zip");
            StringWriter said = new StringWriter();
            int code =
                    Verify.run(
                            new PrintWriter(said),
                            packed.toString(),
                            "--policy",
                            release.file("policy.txt").toString());
            assertThat(code).as(said.toString()).isZero();
        }
    }
}
