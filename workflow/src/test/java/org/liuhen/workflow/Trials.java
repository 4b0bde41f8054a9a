package org.liuhen.workflow;

import static org.liuhen.workflow.Scene.REPORT;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every command by its Chinese name, tried in a situation and answered by the deciders. */
final class Trials {
    /** Before any report. */
    static final Situation NOWHERE = new Situation("NOWHERE", "NOWHERE", false);

    private static final Map<String, Function<Scene, ReportCommand>> COMMANDS = commandsByName();
    private static final Map<List<Object>, Scene> SCENES = new HashMap<>();

    private Trials() {}

    private static Map<String, Function<Scene, ReportCommand>> commandsByName() {
        Map<String, Function<Scene, ReportCommand>> all = new LinkedHashMap<>();
        all.put("建立报告", _ -> new ReportCommand.OpenReport(Scene.document("1.1")));
        all.put("修改正文", s -> Scene.edited("1.1", "新的正文", isOpen(s) ? revision(s) : 1));
        all.put(
                "填报完成值",
                _ ->
                        new IndicatorCommand.SubmitActual(
                                REPORT, "ind-1", new Actual("95", "%"), null, null));
        all.put(
                "填报资金",
                _ -> new LineItemCommand.RecordExpenditure(REPORT, "li-1", "1", null, "1", null));
        all.put("申请调整目标", _ -> RevisionTest.request("r1"));
        all.put("提交章节", _ -> Scene.submit("1.1"));
        all.put("撤回章节", _ -> Scene.withdraw("1.1"));
        all.put(
                "回复退回意见",
                s ->
                        new SectionCommand.ReplyToReturnItem(
                                REPORT, "1.1", isOpen(s) ? s.section("1.1").round() : 1, 0, "已核对"));
        all.put("审核通过", s -> new SectionCommand.ApproveSection(REPORT, "1.1", digest(s), "同意"));
        all.put("退回填报人", s -> sendBack(s, "DRAFTER"));
        all.put("退回部门", s -> sendBack(s, "DEPARTMENT"));
        all.put("退回财政局", s -> sendBack(s, "FINANCE_BUREAU"));
        all.put("报送", _ -> Scene.forward());
        all.put("批准调整", _ -> RevisionTest.grant("r1"));
        all.put("不同意调整", _ -> new RevisionCommand.RejectRevision(REPORT, "ind-1", "r1", "依据不足"));
        all.put("撤回调整申请", _ -> RevisionTest.takeBack("r1"));
        return all;
    }

    static List<String> commands() {
        return List.copyOf(COMMANDS.keySet());
    }

    static ReportCommand command(String name) {
        return COMMANDS.get(name).apply(scene(name, NOWHERE));
    }

    /** {@code ✓} or the code of the refusal. */
    static String outcome(String command, Situation situation, Person person) {
        try {
            decide(command, situation, person);
            return "✓";
        } catch (Refused refused) {
            return refused.code().text();
        }
    }

    /** Where the section stands afterwards, in the words of {@link Table}. */
    static String placeAfter(String command, Situation situation, Person person) {
        ReportState report = scene(command, situation).report();
        Report.Decision decision = decide(command, situation, person);
        for (ReportEvent event : decision.events()) {
            report = Report.evolve(report, new Recorded(event, decision.by(), Instant.EPOCH));
        }
        return Table.words(report.section("1.1").orElseThrow().position());
    }

    private static Report.Decision decide(String command, Situation situation, Person person) {
        Scene scene = scene(command, situation);
        return Report.decide(scene.report(), person, COMMANDS.get(command).apply(scene));
    }

    /** Rulings need a request to rule on. */
    private static Scene scene(String command, Situation situation) {
        if (situation.equals(NOWHERE)) {
            return new Scene();
        }
        boolean requested = List.of("批准调整", "不同意调整", "撤回调整申请").contains(command);
        return SCENES.computeIfAbsent(
                List.of(requested, situation), _ -> situation.scene(requested));
    }

    private static ReportCommand sendBack(Scene scene, String to) {
        return new SectionCommand.ReturnSection(
                REPORT, "1.1", digest(scene), to, "数字有误", List.of(new ReturnItem("0", "请核对")));
    }

    private static boolean isOpen(Scene scene) {
        return scene.report() != null;
    }

    private static int revision(Scene scene) {
        return scene.section("1.1").revision();
    }

    private static String digest(Scene scene) {
        return isOpen(scene) ? scene.digest("1.1") : "sha-256:00";
    }
}
