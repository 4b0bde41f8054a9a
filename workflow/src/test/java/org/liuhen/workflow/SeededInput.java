package org.liuhen.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a seed types in: mostly sound, now and then absent, broken or contradictory. */
final class SeededInput {
    private final Random random;

    SeededInput(Random random) {
        this.random = random;
    }

    ReportDocument document(String department, int number) {
        List<ReportDocument.SectionDraft> sections = new ArrayList<>();
        for (int i = 1; i <= 1 + random.nextInt(4); i++) {
            sections.add(
                    new ReportDocument.SectionDraft("1." + i, null, "章节" + i, null, blocks("正文")));
        }
        List<ReportDocument.IndicatorDraft> indicators = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            indicators.add(
                    new ReportDocument.IndicatorDraft(
                            "ind-" + i,
                            one(sections).key(),
                            Category.QUANTITY,
                            "指标" + i,
                            random.nextBoolean() ? null : target("100"),
                            random.nextBoolean() ? null : new Actual("7", "%")));
        }
        List<ReportDocument.LineItemDraft> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String parent = lines.isEmpty() ? null : lines.getLast().key();
            lines.add(line("li-" + i, one(sections).key(), parent, "6,771.02"));
        }
        return with(department, 2000 + number % 101, sections, indicators, lines);
    }

    /** The same with one thing wrong. */
    ReportDocument spoilt(ReportDocument d) {
        List<ReportDocument.LineItemDraft> lines = new ArrayList<>(d.lineItems());
        List<ReportDocument.SectionDraft> sections = new ArrayList<>(d.sections());
        List<ReportDocument.IndicatorDraft> indicators = new ArrayList<>(d.indicators());
        String section = sections.getFirst().key();
        int year = d.fiscalYear();
        switch (random.nextInt(9)) {
            case 0 -> sections.add(sections.getFirst());
            case 1 -> sections.clear();
            case 2 -> lines.add(line("li-9", section, "li-9", null));
            case 3 -> lines.add(line("li-9", section, "nowhere", null));
            case 4 -> lines.add(line("li-9", "9.9", null, null));
            case 5 -> lines.add(line("li-9", section, null, "1,2"));
            case 6 -> year = random.nextBoolean() ? 1999 : 2101;
            case 7 ->
                    sections.set(
                            0,
                            new ReportDocument.SectionDraft(
                                    section, null, "章节", null, blocks("残\uD800缺")));
            default ->
                    indicators.add(
                            new ReportDocument.IndicatorDraft(
                                    "ind-9",
                                    random.nextBoolean() ? "9.9" : section,
                                    Category.COST,
                                    "指标",
                                    target("1e5"),
                                    null));
        }
        return with(d.departmentId(), year, sections, indicators, lines);
    }

    String text() {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> " ";
            case 2 -> "坏\u0000字";
            default -> oneOf("同意", "数字有误", "政策变化", "见附件");
        };
    }

    String number() {
        return oneOf("95", "96", "6,771.02", "-3.5", "0", null, "九十", "1,2", "100.00", "7");
    }

    Target target() {
        return target(oneOf("90", "95", "100", "1e5"));
    }

    private static Target target(String value) {
        return new Target(Target.Operator.GE, value, "%", null);
    }

    List<Block> blocks() {
        return blocks(oneOf("正文", "甲", "乙", "丙", "丁", "戊", "己", "坏\u0000字"));
    }

    private static List<Block> blocks(String text) {
        return List.of(new Block(Block.Kind.PARAGRAPH, text));
    }

    private static ReportDocument.LineItemDraft line(
            String key, String section, String parent, String executed) {
        return new ReportDocument.LineItemDraft(
                key, section, "资金" + key, parent, Relation.PART, "万元", null, null, executed, null);
    }

    private static ReportDocument with(
            String department,
            int year,
            List<ReportDocument.SectionDraft> sections,
            List<ReportDocument.IndicatorDraft> indicators,
            List<ReportDocument.LineItemDraft> lines) {
        return new ReportDocument(
                department,
                year,
                ReportType.DEPARTMENT_OVERALL,
                "绩效自评报告",
                sections,
                indicators,
                lines);
    }

    private String oneOf(String... values) {
        return one(Arrays.asList(values));
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
