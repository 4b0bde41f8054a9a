package org.liuhen.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Position;
import org.liuhen.workflow.Relation;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Round;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.SectionText;
import org.liuhen.workflow.Standing;
import org.liuhen.workflow.Target;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports of many shapes as they are shown, each section with its digest, each indicator with its
 * attainment and each line with its rate: {@code web/src/seal/sample/shapes.jsonl}, by which the
 * screens' own computation of these is held. {@code -Dliuhen.regenerate=true} writes it anew.
 */
class ShapesTest {
    private static final Path FILE = Path.of("..", "web", "src", "seal", "sample", "shapes.jsonl");
    private static final int REPORTS = 60;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    // spotless:off
    /** Half a pair of surrogates, which is no character, is the last but two. */
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "-",
                    "3:abc",
                    "#0;",
                    "履职效能",
                    "“引号”\n第二行\t",
                    "e\u0301é",
                    "😀𠮷",
                    "1、",
                    "\ud83d",
                    "半\udc00个",
                    "长".repeat(500));

    private static final List<String> AMOUNTS =
            List.of(
                    "0",
                    "0.00",
                    "-0",
                    "7,968.73",
                    "6771.02",
                    "6,771.020",
                    "1",
                    "3",
                    "0.005",
                    "-12.345",
                    "99999999999999999999.99",
                    "1,000,000,000,000,000,000,000.1",
                    "00012");

    // spotless:on

    private final Random random = new Random(20_260_012);

    @Test
    void theShapesAreWhatAScreenShows() throws IOException {
        String shapes =
                IntStream.range(0, REPORTS)
                        .mapToObj(this::report)
                        .map(ReportView::of)
                        .map(JSON::writeValueAsString)
                        .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("liuhen.regenerate")) {
            Files.writeString(FILE, shapes);
        }
        assertThat(Files.readString(FILE))
                .as("what was shown once is shown so for ever: a new shape is added at the end")
                .isEqualTo(shapes);
    }

    private ReportState report(int number) {
        Actor by = new Actor("1", "陈晓岚", new Organisation("o", "局"), "科员", Role.DRAFTER);
        Map<String, SectionState> sections = new LinkedHashMap<>();
        Map<String, IndicatorState> indicators = new LinkedHashMap<>();
        Map<String, LineItemState> lines = new LinkedHashMap<>();
        for (String key : List.of("2", "1")) {
            sections.put(key, section(key, by));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            indicators.put("i" + i, indicator("i" + i));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            lines.put("l" + i, line("l" + i));
        }
        return new ReportState(
                "shape-" + number,
                1,
                "d",
                2_000 + number,
                ReportType.DEPARTMENT_OVERALL,
                "形状",
                Route.SELF_EVALUATION,
                "DEPARTMENT",
                sections,
                indicators,
                lines);
    }

    private SectionState section(String key, Actor by) {
        List<Block> blocks =
                random.ints(random.nextInt(4), 0, TEXTS.size())
                        .mapToObj(text -> new Block(one(Block.Kind.values()), TEXTS.get(text)))
                        .toList();
        return new SectionState(
                key,
                null,
                "节",
                null,
                new SectionText(blocks, 1, by),
                new Standing(new Position.Draft(), Instant.EPOCH),
                new Round(1, Set.of(), Set.of(), null, List.of()),
                by,
                List.of());
    }

    private IndicatorState indicator(String key) {
        return new IndicatorState(
                key,
                one("1", "2"),
                orNot(one(Category.values())),
                text(),
                orNot(target()),
                orNot(target()),
                orNot(new Actual(orNot(amount()), orNot(one("人次", "%")))),
                orNot(text()),
                true,
                List.of());
    }

    private Target target() {
        return new Target(
                orNot(one(Target.Operator.values())),
                orNot(amount()),
                orNot(one("人次", "%")),
                orNot(text()));
    }

    private LineItemState line(String key) {
        return new LineItemState(
                key,
                one("1", "2"),
                text(),
                orNot("l1"),
                orNot(one(Relation.values())),
                orNot("万元"),
                orNot(amount()),
                orNot(amount()),
                orNot(amount()),
                orNot("84.97%"));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size() - 1));
    }

    private String amount() {
        return AMOUNTS.get(random.nextInt(AMOUNTS.size()));
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    private <T> @Nullable T orNot(T value) {
        return random.nextInt(8) == 0 ? null : value;
    }
}
