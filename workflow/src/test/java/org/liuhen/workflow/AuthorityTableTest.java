package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may give which command when: every role, inside and outside, in every situation. */
@Tag("exhaustive")
class AuthorityTableTest {

    /** Command, who gives it, and the places in which it is accepted: the contract, by hand. */
    private static final String RULES =
            """
            建立报告     | DRAFTER             | NOWHERE
            修改正文     | DRAFTER             | DRAFT RETURNED
            填报完成值   | DRAFTER             | DRAFT RETURNED
            填报资金     | DRAFTER             | DRAFT RETURNED
            申请调整目标 | DRAFTER             | DRAFT RETURNED
            提交章节     | DRAFTER             | DRAFT RETURNED
            撤回章节     | DRAFTER             | DEPARTMENT/SECTION_HEAD
            回复退回意见 | DRAFTER             | RETURNED
            审核通过     | STEP                | REVIEW
            退回填报人   | STEP                | REVIEW
            退回部门     | STEP                | REVIEW
            退回财政局   | STEP                | REVIEW
            报送         | FORWARDER           | PASSED
            批准调整     | PERFORMANCE_OFFICER | DRAFT RETURNED REVIEW PASSED
            不同意调整   | PERFORMANCE_OFFICER | DRAFT RETURNED REVIEW PASSED
            撤回调整申请 | DRAFTER             | DRAFT RETURNED REVIEW PASSED
            """;

    private static final Set<String> OF_DEPARTMENT = Set.of("DRAFTER", "SECTION_HEAD", "DIRECTOR");
    private static final List<String> STAGES =
            List.of("DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS", "FINAL");
    private static final Map<String, String> FORWARDERS =
            Map.of(
                    "DEPARTMENT", "DIRECTOR",
                    "FINANCE_BUREAU", "PERFORMANCE_OFFICER",
                    "PEOPLES_CONGRESS", "CONGRESS_REVIEWER");

    /** One column: a person in one role, of the report's own department or of another office. */
    private record Column(Role role, boolean own, Person person) {
        String title() {
            boolean department = OF_DEPARTMENT.contains(role.name());
            return role.title() + (department ? (own ? "（本部门）" : "（外部门）") : "");
        }
    }

    @Test
    void allowsExactlyWhatTheContractSays() {
        for (String rule : RULES.lines().toList()) {
            String[] parts = rule.split("\\|");
            String command = parts[0].strip();
            for (Situation situation : situations()) {
                for (Column column : columns()) {
                    assertThat(Trials.outcome(command, situation, column.person()))
                            .as("%s %s %s", command, situation, column.title())
                            .isEqualTo(
                                    expected(
                                            command,
                                            parts[1].strip(),
                                            parts[2],
                                            situation,
                                            column));
                }
            }
        }
    }

    @Test
    void asksFinanceCongressAndAuditForTheirRoleAndNotForTheirOffice() {
        for (Column column : columns()) {
            if (!OF_DEPARTMENT.contains(column.role().name())) {
                Person inside = Scene.person("inside", Scene.ECOLOGY, column.role());
                for (String command : Trials.commands()) {
                    for (Situation situation : situations()) {
                        assertThat(Trials.outcome(command, situation, inside))
                                .as("%s %s %s", command, situation, column.title())
                                .isEqualTo(Trials.outcome(command, situation, column.person()));
                    }
                }
            }
        }
    }

    @Test
    void isThePageThatPeopleRead() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # 权限表

                        每一项操作、每一种状态、每一个角色：`✓` 为接受，其余为拒绝代码。
                        “外部门”指其他部门的同一角色；财政局、人大、审计与三员的结果与所在单位无关。
                        审核与报送另须遵守：参与过本轮填报的人不得审核，同一人一轮只审核一个环节（`segregation-of-duties`），
                        摘要须与现行内容一致（`stale-content`）。撤回章节限提交人本人，撤回调整申请限申请人本人。
                        """);
        for (String command : Trials.commands()) {
            page.append("\n## ").append(command).append("\n\n| 报告 | 章节 |");
            columns().forEach(column -> page.append(' ').append(column.title()).append(" |"));
            page.append("\n|---|---|").append("---|".repeat(columns().size())).append('\n');
            for (Situation situation : situations()) {
                page.append("| ")
                        .append(situation.stageInChinese())
                        .append(" | ")
                        .append(situation.placeInChinese());
                for (Column column : columns()) {
                    page.append(" | ").append(Trials.outcome(command, situation, column.person()));
                }
                page.append(" |\n");
            }
        }
        GeneratedPage.isCurrent("authority.md", AuthorityTableTest.class, page.toString());
    }

    @Test
    void knowsEveryCommand() {
        Set<Class<?>> known = new HashSet<>();
        Trials.commands().forEach(each -> known.add(Trials.command(each).getClass()));
        assertThat(known).isEqualTo(SectionEveryPathTest.kinds(ReportCommand.class));
    }

    private static String expected(
            String command, String who, String when, Situation situation, Column column) {
        String role = column.role().name();
        boolean ruling = command.equals("批准调整") || command.equals("不同意调整");
        if (command.equals("建立报告")) {
            return !(role.equals("DRAFTER") && column.own())
                    ? "not-permitted"
                    : situation.equals(Trials.NOWHERE) ? "✓" : "report-exists";
        }
        if (situation.equals(Trials.NOWHERE)
                || !(sees(role, column.own(), situation)
                        || (ruling && role.equals("PERFORMANCE_OFFICER")))) {
            return "not-found";
        }
        Set<String> entitled =
                switch (who) {
                    case "STEP" ->
                            situation.step() != null
                                    ? Set.of(situation.step())
                                    : Set.of(
                                            "SECTION_HEAD",
                                            "DIRECTOR",
                                            "BUDGET_OFFICER",
                                            "PERFORMANCE_OFFICER",
                                            "CONGRESS_REVIEWER");
                    case "FORWARDER" ->
                            situation.stage().equals("FINAL")
                                    ? Set.copyOf(FORWARDERS.values())
                                    : Set.of(FORWARDERS.get(situation.stage()));
                    default -> Set.of(who);
                };
        if (!entitled.contains(role)) {
            return "not-permitted";
        }
        Set<String> places = Set.copyOf(Arrays.asList(when.strip().split(" ")));
        boolean inPlace =
                places.contains(situation.place())
                        || (places.contains("REVIEW") && situation.step() != null)
                        || (places.contains("PASSED") && situation.place().endsWith("passed"));
        if (inPlace && command.startsWith("退回") && !mayReturn(command, role)) {
            return "invalid";
        }
        return inPlace ? "✓" : "wrong-state";
    }

    /** To the drafter from everywhere, else only to an earlier desk. */
    private static boolean mayReturn(String command, String role) {
        return switch (command) {
            case "退回部门" -> !OF_DEPARTMENT.contains(role);
            case "退回财政局" -> role.equals("CONGRESS_REVIEWER");
            default -> true;
        };
    }

    private static List<Situation> situations() {
        List<Situation> all = new ArrayList<>(List.of(Trials.NOWHERE));
        all.addAll(Situation.all());
        return all;
    }

    private static boolean sees(String role, boolean own, Situation situation) {
        int reached = STAGES.indexOf(situation.stage());
        return switch (role) {
            case "DRAFTER", "SECTION_HEAD", "DIRECTOR" -> own;
            case "BUDGET_OFFICER", "PERFORMANCE_OFFICER" -> reached >= 1;
            case "CONGRESS_REVIEWER" -> reached >= 2;
            case "AUDITOR" -> true;
            default -> false;
        };
    }

    private static List<Column> columns() {
        return List.of(
                new Column(Role.DRAFTER, true, Scene.DRAFTER),
                new Column(Role.DRAFTER, false, Scene.WATER_DRAFTER),
                new Column(Role.SECTION_HEAD, true, Scene.HEAD),
                new Column(Role.SECTION_HEAD, false, Scene.WATER_HEAD),
                new Column(Role.DIRECTOR, true, Scene.DIRECTOR),
                new Column(Role.DIRECTOR, false, Scene.WATER_DIRECTOR),
                new Column(Role.BUDGET_OFFICER, false, Scene.BUDGET),
                new Column(Role.PERFORMANCE_OFFICER, false, Scene.PERFORMANCE),
                new Column(Role.CONGRESS_REVIEWER, false, Scene.REVIEWER),
                new Column(Role.AUDITOR, false, Scene.AUDITOR),
                outside(Role.SYSTEM_ADMIN),
                outside(Role.SECURITY_ADMIN),
                outside(Role.AUDIT_ADMIN));
    }

    private static Column outside(Role role) {
        return new Column(role, false, Scene.person(role.name(), Scene.FINANCE, role));
    }
}
