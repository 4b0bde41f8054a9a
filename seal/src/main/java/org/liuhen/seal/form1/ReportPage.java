package org.liuhen.seal.form1;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.LineItemState;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.Target;

/**
 * A report as a page to read: made from the events alone, the same wherever it is made, without
 * scripts or anything from elsewhere.
 */
public final class ReportPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                    .withLocale(Locale.ROOT)
                    .withZone(ZoneId.of("Asia/Shanghai"));

    /** As the roles were called when this form was written. */
    private static final Map<String, String> TITLES =
            Map.of(
                    "SECTION_HEAD", "科室负责人",
                    "DIRECTOR", "局领导",
                    "BUDGET_OFFICER", "财政局预算科经办人",
                    "PERFORMANCE_OFFICER", "财政局绩效科经办人",
                    "CONGRESS_REVIEWER", "人大预算工委审查人");

    private final StringBuilder html = new StringBuilder();
    private final ReportState report;

    private ReportPage(ReportState report) {
        this.report = report;
    }

    /**
     * One event of the report's history.
     *
     * @param name as it is stored
     */
    public record Happened(long version, Recorded fact, String name, String eventId) {}

    /** The page of a report after all of these. */
    public static String of(ReportState report, List<Happened> all) {
        ReportPage page = new ReportPage(report);
        page.head();
        page.report.sections().values().forEach(page::section);
        page.indicators();
        page.lineItems();
        page.decisions();
        page.trail(all);
        page.html.append("</body>\n</html>\n");
        return page.html.toString();
    }

    private void head() {
        html.append(
                """
                <!DOCTYPE html>
                <html lang="zh-CN">
                <head>
                <meta charset="UTF-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>\
                """);
        text(report.title());
        html.append(
                """
                </title>
                <style>
                body { font-family: serif; max-width: 60em; margin: 2em auto; line-height: 1.7; }
                table { border-collapse: collapse; width: 100%; font-size: 90%; }
                th, td { border: 1px solid #999; padding: 0.2em 0.5em; text-align: left; vertical-align: top; }
                p { text-indent: 2em; white-space: pre-wrap; }
                code { font-size: 80%; word-break: break-all; }
                </style>
                </head>
                <body>
                """);
        element("h1", report.title());
        element(
                "div",
                report.departmentId()
                        + " · "
                        + report.fiscalYear()
                        + "年度 · 第"
                        + report.version()
                        + "版 · "
                        + (report.isFinal() ? "已定稿" : desk(report.stage())));
    }

    private void section(SectionState section) {
        element("h2", name(section));
        for (Block block : section.blocks()) {
            element(block.kind() == Block.Kind.HEADING ? "h3" : "p", block.text());
        }
        html.append("<div>内容摘要 <code>");
        text(report.digest(section));
        html.append("</code></div>\n");
    }

    private void indicators() {
        element("h2", "绩效指标");
        begin("编号", "指标", "年初目标", "现行目标", "完成值", "说明");
        for (IndicatorState i : report.indicators().values()) {
            row(
                    i.key(),
                    i.name(),
                    shown(i.originalTarget()),
                    shown(i.target()),
                    shown(i.actual()),
                    i.explanation());
        }
        html.append("</table>\n");
    }

    private void lineItems() {
        element("h2", "资金");
        begin("编号", "项目", "单位", "年初预算", "调整预算", "支出", "执行率");
        for (LineItemState l : report.lineItems().values()) {
            row(
                    l.key(),
                    l.name(),
                    l.unit(),
                    l.initialBudget(),
                    l.adjustedBudget(),
                    l.executed(),
                    l.executionRate());
        }
        html.append("</table>\n");
    }

    private void decisions() {
        element("h2", "审核决定");
        begin("章节", "时间（北京时间）", "环节", "决定人", "决定", "意见", "所见内容的摘要");
        for (SectionState section : report.sections().values()) {
            for (Opinion o : section.opinions()) {
                row(
                        name(section),
                        time(o.at()),
                        desk(o.desk())
                                + " "
                                + TITLES.getOrDefault(o.step().name(), o.step().name()),
                        shown(o.by()),
                        verdict(o),
                        opinion(o),
                        o.digest());
            }
        }
        html.append("</table>\n");
    }

    private void trail(List<Happened> all) {
        element("h2", "全部经过");
        begin("版本", "时间（北京时间）", "人员", "事项", "事件编号");
        for (Happened each : all) {
            row(
                    String.valueOf(each.version()),
                    time(each.fact().at()),
                    shown(each.fact().by()),
                    each.name(),
                    each.eventId());
        }
        html.append("</table>\n");
    }

    private String verdict(Opinion o) {
        return o.verdict() == Opinion.Verdict.APPROVED
                ? "通过"
                : "退回至" + desk(Objects.requireNonNullElse(o.returnedTo(), ""));
    }

    private static String opinion(Opinion o) {
        StringBuilder opinion = new StringBuilder(Objects.requireNonNullElse(o.text(), ""));
        o.items()
                .forEach(item ->
                        opinion.append("\n").append(item.ref()).append("：").append(item.comment()));
        return opinion.toString();
    }

    private String desk(String key) {
        return report.route().desks().stream()
                .filter(desk -> desk.key().equals(key))
                .map(desk -> desk.title())
                .findFirst()
                .orElse(key.equals(Route.FINAL) ? "已定稿" : "填报人");
    }

    private static String name(SectionState section) {
        return Objects.requireNonNullElse(section.printedNumber(), "") + section.title();
    }

    private static String shown(Actor by) {
        return by.organisation().name() + " " + by.post() + " " + by.name();
    }

    private static String shown(@Nullable Target target) {
        if (target == null) {
            return "";
        }
        return target.text() != null
                ? target.text()
                : Objects.requireNonNullElse(target.value(), "")
                        + Objects.requireNonNullElse(target.unit(), "");
    }

    private static String shown(@Nullable Actual actual) {
        return actual == null || actual.value() == null
                ? ""
                : actual.value() + Objects.requireNonNullElse(actual.unit(), "");
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private void begin(String... heads) {
        html.append("<table>\n<tr>");
        for (String head : heads) {
            html.append("<th>");
            text(head);
            html.append("</th>");
        }
        html.append("</tr>\n");
    }

    private void row(@Nullable String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>");
            text(Objects.requireNonNullElse(cell, ""));
            html.append("</td>");
        }
        html.append("</tr>\n");
    }

    private void element(String name, String content) {
        html.append('<').append(name).append('>');
        text(content);
        html.append("</").append(name).append(">\n");
    }

    private void text(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }
}
