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
final class Cast {
    static final Organisation ECOLOGY = new Organisation("jiangmen-ecology", "江门市生态环境局");
    static final Person DRAFTER = person("drafter", Role.DRAFTER);
    static final Person DRAFTER_2 = person("drafter2", Role.DRAFTER);
    static final Person HEAD = person("section-head", Role.SECTION_HEAD);

    private Cast() {}

    static Person person(String id, Role role) {
        return new Person(id, id + "某", ECOLOGY, role.title(), Set.of(role));
    }

    static Request request() {
        return request(UUID.randomUUID(), "a");
    }

    static Request request(UUID key, String body) {
        return new Request(UUID.randomUUID().toString(), key, body.repeat(64 / body.length()));
    }

    static OpenReport open(int year, int sections) {
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

    static String reportId(int year) {
        return ECOLOGY.id() + "-" + year + "-overall";
    }

    static EditSection edit(int year, String section, String text, int basedOn) {
        return new EditSection(reportId(year), section, text(text), basedOn);
    }

    static List<Block> text(String text) {
        return List.of(new Block(Block.Kind.PARAGRAPH, text));
    }
}
