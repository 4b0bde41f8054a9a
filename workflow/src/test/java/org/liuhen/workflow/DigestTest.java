package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.Block.Kind;
import org.liuhen.workflow.Target.Operator;

class DigestTest {
    private static final Target TARGET = new Target(Operator.GE, "1", "%", "一");
    private static final Actual ACTUAL = new Actual("2", "%");

    @Test
    void isOfTheCanonicalFormThatAnyoneCanWrite() throws Exception {
        String form =
                "#2;"
                        + "9:PARAGRAPH"
                        + "6:正文"
                        + "7:HEADING"
                        + "0:"
                        + "#1;"
                        + "2:i1"
                        + "4:COST"
                        + "6:成本"
                        + "#0;"
                        + "#1;"
                        + "2:GE"
                        + "1:1"
                        + "1:%"
                        + "3:一"
                        + "1:2"
                        + "1:%"
                        + "-"
                        + "#1;"
                        + "2:l1"
                        + "6:支出"
                        + "-"
                        + "4:PART"
                        + "6:万元"
                        + "1:5"
                        + "-"
                        + "1:4"
                        + "3:80%";
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(form.getBytes(StandardCharsets.UTF_8));
        assertThat(
                        Digest.of(
                                List.of(
                                        new Block(Kind.PARAGRAPH, "正文"),
                                        new Block(Kind.HEADING, "")),
                                List.of(
                                        indicator(
                                                "i1",
                                                Category.COST,
                                                "成本",
                                                null,
                                                TARGET,
                                                ACTUAL,
                                                null)),
                                List.of(
                                        line(
                                                "l1",
                                                "支出",
                                                null,
                                                Relation.PART,
                                                "万元",
                                                "5",
                                                null,
                                                "4",
                                                "80%"))))
                .isEqualTo("sha-256:" + HexFormat.of().formatHex(hash));
    }

    @Test
    void ofNothingIsStillADigest() {
        assertThat(Digest.of(List.of(), List.of(), List.of())).matches("sha-256:[0-9a-f]{64}");
    }

    @Test
    void changesWithEveryPartOfTheContent() {
        List<String> digests = new ArrayList<>();
        digests.add(Digest.of(List.of(), List.of(), List.of()));
        digests.add(blocks(new Block(Kind.PARAGRAPH, "甲")));
        digests.add(blocks(new Block(Kind.HEADING, "甲")));
        digests.add(blocks(new Block(Kind.PARAGRAPH, "甲 ")));
        digests.add(blocks(new Block(Kind.PARAGRAPH, "甲"), new Block(Kind.PARAGRAPH, "")));
        Target[] targets = {
            null,
            new Target(null, null, null, null),
            TARGET,
            new Target(Operator.LE, "1", "%", "一"),
            new Target(Operator.GE, "1.0", "%", "一"),
            new Target(Operator.GE, "1", "", "一"),
            new Target(Operator.GE, "1", "%", null)
        };
        for (Target original : targets) {
            for (Target now : targets) {
                digests.add(of(indicator("i", Category.COST, "名", original, now, ACTUAL, null)));
            }
        }
        digests.add(of(indicator("j", Category.COST, "名", null, null, ACTUAL, null)));
        digests.add(of(indicator("i", Category.SOCIAL, "名", null, null, ACTUAL, null)));
        digests.add(of(indicator("i", Category.COST, "称", null, null, ACTUAL, null)));
        digests.add(of(indicator("i", Category.COST, "名", null, null, ACTUAL, "因")));
        digests.add(of(indicator("i", Category.COST, "名", null, null, ACTUAL, "")));
        digests.add(of(indicator("i", Category.COST, "名", null, null, null, null)));
        digests.add(of(indicator("i", Category.COST, "名", null, null, new Actual("3", "%"), null)));
        digests.add(
                of(indicator("i", Category.COST, "名", null, null, new Actual("2", null), null)));
        String[] values = {"a", "b", "c", "d", "e", "f", "g"};
        for (int i = 0; i < values.length; i++) {
            String[] changed = values.clone();
            changed[i] = "x";
            digests.add(of(line(changed, Relation.PART)));
            changed[i] = i < 2 ? "" : null;
            digests.add(of(line(changed, Relation.PART)));
        }
        digests.add(of(line(values, Relation.PART)));
        digests.add(of(line(values, Relation.OF_WHICH)));
        digests.add(of(line(values, null)));
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void dependsOnTheOrder() {
        Block one = new Block(Kind.PARAGRAPH, "甲");
        Block two = new Block(Kind.PARAGRAPH, "乙");
        assertThat(blocks(one, two)).isNotEqualTo(blocks(two, one)).isEqualTo(blocks(one, two));
        IndicatorState i = indicator("i", Category.COST, "名", null, null, null, null);
        IndicatorState j = indicator("j", Category.COST, "名", null, null, null, null);
        assertThat(Digest.of(List.of(), List.of(i, j), List.of()))
                .isNotEqualTo(Digest.of(List.of(), List.of(j, i), List.of()));
    }

    @Test
    void tellsNeighbouringFieldsApartWhateverTheyHold() {
        String[] tricky = {null, "", "-", "1:", "0:", "1:a", "#0;", "#1;", "a", "1:a1:b", "-1:a"};
        Set<String> digests = new HashSet<>();
        int contents = 0;
        for (String a : tricky) {
            for (String b : tricky) {
                for (String c : tricky) {
                    digests.add(of(line("l", "n", null, null, null, a, b, c, null)));
                    digests.add(
                            of(
                                    indicator(
                                            "i",
                                            Category.COST,
                                            "n",
                                            null,
                                            new Target(null, a, b, c),
                                            null,
                                            null)));
                    digests.add(
                            of(
                                    indicator(
                                            "i",
                                            Category.COST,
                                            "n",
                                            null,
                                            null,
                                            new Actual(a, b),
                                            c)));
                    contents += 3;
                }
            }
        }
        assertThat(digests).hasSize(contents);
    }

    @Test
    void seesWhatTheEyeDoesNot() {
        assertThat(
                        Set.of(
                                blocks(new Block(Kind.PARAGRAPH, "é")),
                                blocks(new Block(Kind.PARAGRAPH, "e\u0301")),
                                blocks(new Block(Kind.PARAGRAPH, "é\u200B")),
                                blocks(new Block(Kind.PARAGRAPH, "é\r\n")),
                                blocks(new Block(Kind.PARAGRAPH, "é\n"))))
                .hasSize(5);
    }

    private static String blocks(Block... blocks) {
        return Digest.of(List.of(blocks), List.of(), List.of());
    }

    private static String of(IndicatorState indicator) {
        return Digest.of(List.of(), List.of(indicator), List.of());
    }

    private static String of(LineItemState line) {
        return Digest.of(List.of(), List.of(), List.of(line));
    }

    private static IndicatorState indicator(
            String key,
            Category category,
            String name,
            Target original,
            Target target,
            Actual actual,
            String explanation) {
        return new IndicatorState(
                key, "1", category, name, original, target, actual, explanation, true, List.of());
    }

    private static LineItemState line(String[] v, Relation relation) {
        return line(v[0], v[1], v[2], relation, v[3], v[4], v[5], v[6], "s");
    }

    private static LineItemState line(
            String key,
            String name,
            String parent,
            Relation relation,
            String unit,
            String initial,
            String adjusted,
            String executed,
            String stated) {
        return new LineItemState(
                key, "1", name, parent, relation, unit, initial, adjusted, executed, stated);
    }
}
