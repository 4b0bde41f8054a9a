package org.liuhen.query.paper;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents of the two templates: paragraphs, tables, and the marks of what is filled in. */
final class PaperTemplates {
    private static final String NAMESPACE =
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String RELATIONSHIPS =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private PaperTemplates() {}

    /** A column: its heading, its width in twentieths of a point, and what stands in it. */
    private record Column(String heading, int width, String style, String mark) {}

    static String report() {
        return document(
                paragraph("Title", "{{title}}"),
                paragraph("Subtitle", "{{standing}}"),
                block(
                        "sections",
                        block("chapter", paragraph("Heading1", "{{text}}")),
                        block("heading", paragraph("Heading2", "{{text}}")),
                        block(
                                "pieces",
                                block("heading", paragraph("Heading3", "{{text}}")),
                                block("paragraph", paragraph("Normal", "{{text}}"))),
                        block(
                                "indicators",
                                paragraph("TableCaption", "绩效指标完成情况"),
                                table(
                                        new Column("指标", 1850, "TableText", "[name]"),
                                        new Column("类别", 880, "TableText", "[category]"),
                                        new Column("年初目标值", 1420, "TableText", "[original]"),
                                        new Column("调整后目标值", 1420, "TableText", "[revised]"),
                                        new Column("全年完成值", 1180, "TableNumber", "[actual]"),
                                        new Column("完成情况", 990, "TableText", "[attainment]"),
                                        new Column("说明", 1104, "TableText", "[explanation]")),
                                paragraph("AfterTable", "")),
                        block(
                                "money",
                                paragraph("TableCaption", "资金项目执行情况"),
                                table(
                                        new Column("项目", 3684, "TableText", "[line]"),
                                        new Column("年初预算数", 1420, "TableNumber", "[initial]"),
                                        new Column("全年执行数", 1420, "TableNumber", "[executed]"),
                                        new Column("单位", 900, "TableText", "[unit]"),
                                        new Column("执行率", 1420, "TableNumber", "[rate]")),
                                paragraph("AfterTable", "")),
                        block(
                                "adjustedMoney",
                                paragraph("TableCaption", "资金项目执行情况"),
                                table(
                                        new Column("项目", 2544, "TableText", "[line]"),
                                        new Column("年初预算数", 1350, "TableNumber", "[initial]"),
                                        new Column("全年预算数", 1350, "TableNumber", "[adjusted]"),
                                        new Column("全年执行数", 1350, "TableNumber", "[executed]"),
                                        new Column("单位", 850, "TableText", "[unit]"),
                                        new Column("执行率", 1400, "TableNumber", "[rate]")),
                                paragraph("AfterTable", ""))),
                paragraph("Annex", "附：版本与内容摘要"),
                paragraph(
                        "Note",
                        "报告编号{{reportId}}，第{{version}}版。下列为各章节内容（正文、指标、资金）的摘要，审核意见所针对的内容以摘要为准，可据以核对。"),
                table(
                        new Column("章节", 3000, "TableText", "[section]"),
                        new Column("办理情况", 1500, "TableText", "[state]"),
                        new Column("内容摘要", 4344, "TableCode", "[digest]")),
                paragraph("AfterTable", ""));
    }

    static String approvalSheet() {
        return document(
                paragraph("Title", "审签单"),
                paragraph("Subtitle", "{{standing}}"),
                paragraph("Note", "报告：{{title}}"),
                paragraph("Note", "报告编号：{{reportId}}　所在环节：{{stage}}"),
                block(
                        "sections",
                        paragraph("SheetHeading", "{{heading}}"),
                        paragraph("SheetNote", "办理情况：{{state}}　现有内容摘要：{{digest}}"),
                        block("none", paragraph("Note", "{{text}}")),
                        block(
                                "opinions",
                                table(
                                        new Column("环节", 1300, "TableText", "[where]"),
                                        new Column("结论", 720, "TableText", "[verdict]"),
                                        new Column("意见", 2744, "TableText", "[opinion]"),
                                        new Column("审签人", 1600, "TableText", "[person]"),
                                        new Column("时间", 1180, "TableText", "[at]"),
                                        new Column("所见内容摘要", 1300, "TableCode", "[digest]")),
                                paragraph("AfterTable", ""))),
                block(
                        "rulings",
                        paragraph("SheetHeading", "目标值调整的批复"),
                        decided("指标", "批复", "批复意见", "批复人")),
                block(
                        "forwardings",
                        paragraph("SheetHeading", "各环节报送意见"),
                        decided("环节", "办理", "报送意见", "报送人")));
    }

    private static String decided(String where, String verdict, String opinion, String person) {
        return table(
                        new Column(where, 2100, "TableText", "[where]"),
                        new Column(verdict, 1200, "TableText", "[verdict]"),
                        new Column(opinion, 2764, "TableText", "[opinion]"),
                        new Column(person, 1600, "TableText", "[person]"),
                        new Column("时间", 1180, "TableText", "[at]"))
                + paragraph("AfterTable", "");
    }

    /** A4; margins 37, 26, 35 and 28 mm; 22 lines a page; the page's number below. */
    private static String document(String... parts) {
        return """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:document xmlns:w="%s" xmlns:r="%s"><w:body>
        %s<w:sectPr>
        <w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>
        <w:pgSz w:w="11906" w:h="16838"/>
        <w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/>
        <w:docGrid w:type="lines" w:linePitch="579"/>
        </w:sectPr></w:body></w:document>
        """
                .formatted(NAMESPACE, RELATIONSHIPS, String.join("", parts));
    }

    /** What stands there once for each, or not at all. */
    private static String block(String name, String... parts) {
        return paragraph("Normal", "{{?" + name + "}}")
                + String.join("", parts)
                + paragraph("Normal", "{{/" + name + "}}");
    }

    private static String paragraph(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>%s</w:p>\n"
                .formatted(style, text.isEmpty() ? "" : runs(text));
    }

    /** A mark is a run of its own. */
    private static String runs(String text) {
        return Stream.of(text.split("(?=\\{\\{)|(?<=\\}\\})"))
                .map("<w:r><w:t xml:space=\"preserve\">%s</w:t></w:r>"::formatted)
                .collect(Collectors.joining());
    }

    /** A heading that every page repeats, and one row for each of the rows. */
    private static String table(Column... columns) {
        List<Column> all = List.of(columns);
        return "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\n<w:tblGrid>%s</w:tblGrid>\n%s%s</w:tbl>\n"
                .formatted(
                        all.stream().mapToInt(Column::width).sum(),
                        all.stream()
                                .map(column -> "<w:gridCol w:w=\"" + column.width() + "\"/>")
                                .collect(Collectors.joining()),
                        row(
                                "<w:tblHeader/>",
                                all.stream()
                                        .map(column ->
                                                cell(column, "TableHead", column.heading()))),
                        row(
                                "",
                                all.stream()
                                        .map(column ->
                                                cell(
                                                        column,
                                                        column.style(),
                                                        column == columns[0]
                                                                ? "{{rows}}" + column.mark()
                                                                : column.mark()))));
    }

    private static String row(String more, Stream<String> cells) {
        return "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>%s</w:tr>\n"
                .formatted(more, cells.collect(Collectors.joining()));
    }

    private static String cell(Column column, String style, String text) {
        // who signed stands over the office they hold
        String below = text.equals("[person]") ? paragraph(style, "[office]") : "";
        return "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>%s%s</w:tc>"
                .formatted(column.width(), paragraph(style, text), below);
    }
}
