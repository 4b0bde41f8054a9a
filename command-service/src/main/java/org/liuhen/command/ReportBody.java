package org.liuhen.command;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.Refused;
import org.liuhen.workflow.Relation;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.Target;

/** The report document as it arrives: anything may be absent until a rule has looked at it. */
@Schema(name = "ReportDocument", description = "报告全文：章节、绩效指标、资金项目。数值一律按原文填写为字符串；没有的填 null")
record ReportBody(
        @Schema(description = "部门编号", example = "jiangmen-ecology") @Nullable String departmentId,
        @Schema(description = "预算年度", example = "2023") @Nullable Integer fiscalYear,
        @Schema(description = "报告类型") @Nullable ReportType type,
        @Schema(description = "报告标题", example = "江门市生态环境局2023年度部门整体支出绩效自评报告")
                @Nullable String title,
        @Nullable List<@Nullable SectionBody> sections,
        @Nullable List<@Nullable IndicatorBody> indicators,
        @Nullable List<@Nullable LineItemBody> lineItems) {

    @Schema(name = "SectionDocument", description = "章节")
    record SectionBody(
            @Schema(description = "章节编号，报告内唯一", example = "1.1") @Nullable String key,
            @Schema(description = "印刷序号", example = "（一）") @Nullable String printedNumber,
            @Schema(description = "章节标题", example = "部门职能") @Nullable String title,
            @Schema(description = "所在章", example = "一、部门基本情况") @Nullable String chapter,
            @Nullable List<@Nullable BlockBody> blocks) {}

    @Schema(name = "Block", description = "标题或段落，按原文保存")
    record BlockBody(
            @Schema(description = "段落或标题") Block.@Nullable Kind kind,
            @Schema(description = "文字", example = "本部门负责全市生态环境保护工作。") @Nullable String text) {}

    @Schema(name = "IndicatorDocument", description = "绩效指标")
    record IndicatorBody(
            @Schema(description = "指标编号，报告内唯一", example = "ind-01") @Nullable String key,
            @Schema(description = "所在章节", example = "2.2") @Nullable String section,
            @Schema(description = "指标类别") @Nullable Category category,
            @Schema(description = "指标名称", example = "出动执法人员") @Nullable String name,
            @Nullable Target target,
            @Nullable Actual actual) {}

    @Schema(name = "LineItemDocument", description = "资金项目")
    record LineItemBody(
            @Schema(description = "资金项目编号，报告内唯一", example = "li-total") @Nullable String key,
            @Schema(description = "所在章节", example = "1.4") @Nullable String section,
            @Schema(description = "资金项目名称", example = "部门整体支出") @Nullable String name,
            @Schema(description = "上级资金项目，没有的填 null", example = "li-total") @Nullable String parent,
            @Schema(description = "与上级的关系：合计、其中、结转") @Nullable Relation relation,
            @Schema(description = "计量单位", example = "万元") @Nullable String unit,
            @Schema(description = "年初预算", example = "7,968.73") @Nullable String initialBudget,
            @Schema(description = "调整预算", example = "6,950.10") @Nullable String adjustedBudget,
            @Schema(description = "支出", example = "6,771.02") @Nullable String executed,
            @Schema(description = "报告所称执行率，按原文", example = "84.97%") @Nullable String statedRate) {}

    /**
     * The document the rules look at.
     *
     * @throws Refused with every part that is missing
     */
    ReportDocument document() {
        Missing missing = new Missing();
        ReportDocument document =
                new ReportDocument(
                        missing.key("departmentId", departmentId),
                        missing.value("fiscalYear", fiscalYear, 0),
                        missing.value("type", type, ReportType.DEPARTMENT_OVERALL),
                        missing.text("title", title),
                        sections(missing),
                        indicators(missing),
                        lineItems(missing));
        missing.throwIfAny();
        return document;
    }

    private List<ReportDocument.SectionDraft> sections(Missing missing) {
        List<ReportDocument.SectionDraft> drafts = new ArrayList<>();
        for (var each : missing.members("sections", sections)) {
            SectionBody s = each.value();
            String path = each.path();
            drafts.add(
                    new ReportDocument.SectionDraft(
                            missing.text(path + "key", s.key),
                            s.printedNumber,
                            missing.text(path + "title", s.title),
                            s.chapter,
                            blocks(missing, path + "blocks", s.blocks)));
        }
        return drafts;
    }

    /** A text's blocks; an absent list is an empty text. */
    static List<Block> blocks(
            Missing missing, String at, @Nullable List<@Nullable BlockBody> bodies) {
        List<Block> blocks = new ArrayList<>();
        for (var each : missing.members(at, bodies)) {
            blocks.add(
                    new Block(
                            missing.value(
                                    each.path() + "kind", each.value().kind, Block.Kind.PARAGRAPH),
                            missing.text(each.path() + "text", each.value().text)));
        }
        return blocks;
    }

    private List<ReportDocument.IndicatorDraft> indicators(Missing missing) {
        List<ReportDocument.IndicatorDraft> drafts = new ArrayList<>();
        for (var each : missing.members("indicators", indicators)) {
            IndicatorBody i = each.value();
            String path = each.path();
            drafts.add(
                    new ReportDocument.IndicatorDraft(
                            missing.text(path + "key", i.key),
                            missing.text(path + "section", i.section),
                            i.category,
                            missing.text(path + "name", i.name),
                            i.target,
                            i.actual));
        }
        return drafts;
    }

    private List<ReportDocument.LineItemDraft> lineItems(Missing missing) {
        List<ReportDocument.LineItemDraft> drafts = new ArrayList<>();
        for (var each : missing.members("lineItems", lineItems)) {
            LineItemBody l = each.value();
            String path = each.path();
            drafts.add(
                    new ReportDocument.LineItemDraft(
                            missing.text(path + "key", l.key),
                            missing.text(path + "section", l.section),
                            missing.text(path + "name", l.name),
                            l.parent,
                            l.relation,
                            l.unit,
                            l.initialBudget,
                            l.adjustedBudget,
                            l.executed,
                            l.statedRate));
        }
        return drafts;
    }
}
