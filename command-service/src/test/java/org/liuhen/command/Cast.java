package org.liuhen.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionCommand.EditSection;
import org.liuhen.workflow.Target;

/** The people and the report of these tests. */
public final class Cast {
    public static final Organisation ECOLOGY = new Organisation("jiangmen-ecology", "江门市生态环境局");
    public static final Person DRAFTER = person("drafter", Role.DRAFTER);
    public static final Person DRAFTER_2 = person("drafter2", Role.DRAFTER);
    public static final Person HEAD = person("section-head", Role.SECTION_HEAD);
    public static final Person DIRECTOR = person("director", Role.DIRECTOR);
    public static final Person BUDGET = officer("budget-officer", Role.BUDGET_OFFICER);
    public static final Person PERFORMANCE =
            officer("performance-officer", Role.PERFORMANCE_OFFICER);
    public static final Person CONGRESS =
            new Person(
                    "congress-reviewer",
                    "审查某",
                    new Organisation("jiangmen-congress", "江门市人大常委会预算工委"),
                    "审查人",
                    Set.of(Role.CONGRESS_REVIEWER));
    public static final Person AUDITOR =
            new Person(
                    "auditor",
                    "审计某",
                    new Organisation("jiangmen-audit", "江门市审计局"),
                    "审计员",
                    Set.of(Role.AUDITOR));

    private Cast() {}

    public static Person person(String id, Role role) {
        return new Person(id, id + "某", ECOLOGY, role.title(), Set.of(role));
    }

    private static Person officer(String id, Role role) {
        return new Person(
                id, id, new Organisation("jiangmen-finance", "江门市财政局"), role.title(), Set.of(role));
    }

    public static Request request() {
        return request(UUID.randomUUID(), "a");
    }

    public static Request request(UUID key, String body) {
        return new Request(UUID.randomUUID().toString(), key, body.repeat(64 / body.length()));
    }

    public static OpenReport open(int year, int sections) {
        List<ReportDocument.SectionDraft> drafts = new ArrayList<>();
        for (int i = 1; i <= sections; i++) {
            drafts.add(
                    new ReportDocument.SectionDraft(
                            "1." + i, "（" + i + "）", "章节" + i, "一、部门基本情况", text("正文")));
        }
        return new OpenReport(
                new ReportDocument(
                        ECOLOGY.id(),
                        year,
                        ReportType.DEPARTMENT_OVERALL,
                        "绩效自评报告",
                        drafts,
                        List.of(
                                new ReportDocument.IndicatorDraft(
                                        "ind-1",
                                        "1.1",
                                        Category.QUALITY,
                                        "达标率",
                                        new Target(Target.Operator.GE, "100", "%", null),
                                        null)),
                        List.of()));
    }

    public static String reportId(int year) {
        return ECOLOGY.id() + "-" + year + "-overall";
    }

    public static EditSection edit(int year, String section, String text, int basedOn) {
        return new EditSection(reportId(year), section, text(text), basedOn);
    }

    public static List<Block> text(String text) {
        return List.of(new Block(Block.Kind.PARAGRAPH, text));
    }
}
