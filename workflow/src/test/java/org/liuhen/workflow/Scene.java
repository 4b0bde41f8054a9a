package org.liuhen.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** A report in the making, told in sentences: who does what, and what comes of it. */
final class Scene {
    static final Organisation ECOLOGY = new Organisation("jiangmen-ecology", "江门市生态环境局");
    static final Organisation WATER = new Organisation("jiangmen-water", "江门市水利局");
    static final Organisation FINANCE = new Organisation("jiangmen-finance", "江门市财政局");
    static final Organisation CONGRESS = new Organisation("jiangmen-congress", "江门市人大常委会预算工委");
    static final Organisation AUDIT = new Organisation("jiangmen-audit", "江门市审计局");

    static final Person DRAFTER = person("drafter", ECOLOGY, Role.DRAFTER);
    static final Person DRAFTER_2 = person("drafter2", ECOLOGY, Role.DRAFTER);
    static final Person HEAD = person("section-head", ECOLOGY, Role.SECTION_HEAD);
    static final Person DIRECTOR = person("director", ECOLOGY, Role.DIRECTOR);
    static final Person DEPUTY =
            person("deputy", ECOLOGY, Role.DRAFTER, Role.SECTION_HEAD, Role.DIRECTOR);
    static final Person WATER_DRAFTER = person("water-drafter", WATER, Role.DRAFTER);
    static final Person WATER_HEAD = person("water-head", WATER, Role.SECTION_HEAD);
    static final Person WATER_DIRECTOR = person("water-director", WATER, Role.DIRECTOR);
    static final Person BUDGET = person("budget-officer", FINANCE, Role.BUDGET_OFFICER);
    static final Person PERFORMANCE =
            person("performance-officer", FINANCE, Role.PERFORMANCE_OFFICER);
    static final Person REVIEWER = person("congress-reviewer", CONGRESS, Role.CONGRESS_REVIEWER);
    static final Person AUDITOR = person("auditor", AUDIT, Role.AUDITOR);
    static final Person ADMIN = person("system-admin", FINANCE, Role.SYSTEM_ADMIN);

    static final String REPORT = "jiangmen-ecology-2023-overall";
    private static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");

    private ReportState report;
    private final List<Recorded> history = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private int given;

    /** A report of two sections, opened. */
    static Scene opened() {
        return new Scene().when(DRAFTER, new ReportCommand.OpenReport(document("1.1", "1.2")));
    }

    static ReportDocument document(String... sections) {
        List<ReportDocument.SectionDraft> drafts = new ArrayList<>();
        for (String key : sections) {
            drafts.add(
                    new ReportDocument.SectionDraft(
                            key,
                            "（一）",
                            "章节" + key,
                            "一、部门基本情况",
                            List.of(new Block(Block.Kind.PARAGRAPH, "正文" + key))));
        }
        Target target = new Target(Target.Operator.GE, "100", "%", "达到100%");
        return new ReportDocument(
                ECOLOGY.id(),
                2023,
                ReportType.DEPARTMENT_OVERALL,
                "绩效自评报告",
                drafts,
                List.of(
                        new ReportDocument.IndicatorDraft(
                                "ind-1", sections[0], Category.QUALITY, "达标率", target, null)),
                List.of(
                        new ReportDocument.LineItemDraft(
                                "li-1",
                                sections[0],
                                "项目支出",
                                null,
                                null,
                                "万元",
                                "7,968.73",
                                null,
                                "6,771.02",
                                "84.97%")));
    }

    static Person person(String id, Organisation organisation, Role... roles) {
        return new Person(id, id, organisation, roles[0].title(), Set.of(roles));
    }

    ReportState report() {
        return report;
    }

    List<Recorded> history() {
        return history;
    }

    /** Of which command each event of the history came. */
    List<String> commands() {
        return commands;
    }

    SectionState section(String key) {
        return report.section(key).orElseThrow();
    }

    String digest(String key) {
        return report.digest(section(key));
    }

    Scene when(Person person, ReportCommand command) {
        Report.Decision decision = Report.decide(report, person, command);
        given++;
        for (ReportEvent event : decision.events()) {
            Recorded recorded =
                    new Recorded(event, decision.by(), MORNING.plusSeconds(history.size()));
            history.add(recorded);
            commands.add("command " + given);
            report = Report.evolve(report, recorded);
        }
        return this;
    }

    Scene refused(Person person, ReportCommand command, RefusalCode code) {
        Assertions.assertThatExceptionOfType(Refused.class)
                .as("%s by %s", command, person.id())
                .isThrownBy(() -> Report.decide(report, person, command))
                .satisfies(refused -> {
                    Assertions.assertThat(refused.code()).isEqualTo(code);
                    Assertions.assertThat(refused.sentence()).containsPattern("\\p{IsHan}");
                });
        return this;
    }

    Scene edit(Person person, String section, String text) {
        return when(person, edited(section, text, section(section).revision()));
    }

    static SectionCommand edited(String section, String text, int basedOn) {
        return new SectionCommand.EditSection(
                REPORT, section, List.of(new Block(Block.Kind.PARAGRAPH, text)), basedOn);
    }

    static SectionCommand submit(String section) {
        return new SectionCommand.SubmitSection(REPORT, section, null);
    }

    static SectionCommand withdraw(String section) {
        return new SectionCommand.WithdrawSection(REPORT, section, "再改一处");
    }

    SectionCommand approve(String section) {
        return new SectionCommand.ApproveSection(REPORT, section, digest(section), "同意");
    }

    SectionCommand sendBack(String section, String to) {
        return new SectionCommand.ReturnSection(
                REPORT, section, digest(section), to, "数字有误", List.of(new ReturnItem("0", "请核对")));
    }

    static ReportCommand forward() {
        return new ReportCommand.ForwardReport(REPORT, "同意报送");
    }

    Scene through(String section, Person... people) {
        for (Person person : people) {
            when(person, approve(section));
        }
        return this;
    }

    /** Every section through the department, and the report on to finance. */
    Scene atFinance() {
        for (String key : List.copyOf(report.sections().keySet())) {
            when(DRAFTER, submit(key)).through(key, HEAD, DIRECTOR);
        }
        return when(DIRECTOR, forward());
    }

    Scene atCongress() {
        atFinance();
        for (String key : List.copyOf(report.sections().keySet())) {
            through(key, BUDGET, PERFORMANCE);
        }
        return when(PERFORMANCE, forward());
    }
}
