package org.liuhen.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.liuhen.access.Accounts;
import org.liuhen.command.Commands;
import org.liuhen.command.Outcome;
import org.liuhen.command.Request;
import org.liuhen.contracts.ContractJson;
import org.liuhen.query.Past;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportCommand.OpenReport;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.Target;

/**
 * Brings the two sample reports to where every inbox shows something, by the commands of their
 * people. Each command has a key of its own that is the same at every start: what was done once is
 * answered and not done again, also where a start was cut short.
 */
final class DemonstrationReports {
    /** Of five seconds each: at the first event the topic may yet have to be made. */
    private static final int MOST_WAITS = 12;

    private static final String ECOLOGY = "jiangmen-ecology-2023-overall";
    private static final String WATER = "jiangmen-water-2022-overall";
    private static final List<String> WATER_SECTIONS =
            List.of("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1");

    private final Commands commands;
    private final Past past;
    private final Accounts accounts;
    private int step;

    DemonstrationReports(Commands commands, Past past, Accounts accounts) {
        this.commands = commands;
        this.past = past;
        this.accounts = accounts;
    }

    void bring() {
        ecology();
        water();
    }

    /** At its department: written, partly under review, one section sent back, one target asked. */
    private void ecology() {
        step = 1_000;
        give("drafter", new OpenReport(document("ecology-2023.json")));
        give(
                "drafter",
                new SubmitActual(
                        ECOLOGY, "ind-10", new Actual("100", "%"), "国考断面水质优良比例，按省年度通报", null));
        give(
                "drafter2",
                new RequestRevision(
                        ECOLOGY,
                        "ind-17",
                        "0193a3a0-0000-7000-8000-000000000017",
                        new Target(Target.Operator.LE, "35", "微克/立方米", "不大于35微克/立方米"),
                        "年初填报时计量单位误写为毫克",
                        "GB 3095-2012《环境空气质量标准》"));
        for (String section : List.of("1.1", "1.2", "1.3", "1.4")) {
            submit("drafter", ECOLOGY, section);
        }
        approve("section-head", ECOLOGY, "1.1", "内容完整，同意");
        approve("director", ECOLOGY, "1.1", "同意");
        approve("section-head", ECOLOGY, "1.2", "同意");
        sendBack(
                "section-head",
                ECOLOGY,
                "1.4",
                Desk.DRAFTER,
                "支出合计的口径没有写清，请补充后再报",
                new ReturnItem("li-carryover", "结转资金计入了支出合计，请说明口径"));
    }

    /** At the people's congress, from where sections went back to every place. */
    private void water() {
        step = 2_000;
        give("water-drafter", new OpenReport(document("water-2022.json")));
        WATER_SECTIONS.forEach(section -> submit("water-drafter", WATER, section));
        throughDesk("water-head", "water-director");
        throughDesk("budget-officer", "performance-officer");
        String congress = "congress-reviewer";
        approve(congress, WATER, "1.1", "同意");
        sendBackFromCongress("1.2", "FINANCE_BUREAU", "请财政局复核重点任务与预算安排的对应关系");
        sendBackFromCongress("1.3", "FINANCE_BUREAU", "请财政局复核结转资金口径");
        approve("budget-officer", WATER, "1.3", "结转口径已复核");
        sendBackFromCongress("2.1", "DEPARTMENT", "自评结论偏笼统，请部门复核");
        sendBackFromCongress("2.3", "DEPARTMENT", "请补充资产管理情况的复核意见");
        approve("water-head", WATER, "2.3", "已复核");
        sendBackFromCongress("3.1", Desk.DRAFTER, "水土流失治理面积未达标，原因分析不够，请补充");
    }

    private void throughDesk(String... people) {
        for (String person : people) {
            WATER_SECTIONS.forEach(section -> approve(person, WATER, section, "同意"));
        }
        give(people[people.length - 1], new ForwardReport(WATER, "同意报送"));
    }

    private void sendBackFromCongress(String section, String to, String reason) {
        sendBack("congress-reviewer", WATER, section, to, reason, new ReturnItem("0", reason));
    }

    private void submit(String person, String report, String section) {
        give(person, new SubmitSection(report, section, null));
    }

    private void approve(String person, String report, String section, String opinion) {
        give(person, new ApproveSection(report, section, digest(report, section), opinion));
    }

    private void sendBack(
            String person,
            String report,
            String section,
            String to,
            String reason,
            ReturnItem item) {
        String digest = digest(report, section);
        give(person, new ReturnSection(report, section, digest, to, reason, List.of(item)));
    }

    private void give(String username, ReportCommand command) {
        Person person = accounts.named(username).orElseThrow();
        UUID key =
                UUID.nameUUIDFromBytes(
                        ("demonstration " + step++).getBytes(StandardCharsets.UTF_8));
        Request request = new Request(key.toString(), key, "0".repeat(64));
        Outcome.Accepted answer = commands.carryOut(person, request, command);
        for (int waits = 1; !past.await(answer.reportId(), answer.version()); waits++) {
            if (waits == MOST_WAITS) {
                throw new IllegalStateException("the sample reports do not become visible");
            }
        }
    }

    private String digest(String report, String section) {
        ReportState state = past.latest(report).orElseThrow();
        return state.digest(state.section(section).orElseThrow());
    }

    private static ReportDocument document(String name) {
        String path = "/demonstration/" + name;
        try (InputStream json = DemonstrationReports.class.getResourceAsStream(path)) {
            return ContractJson.mapper().readValue(json, ReportDocument.class);
        } catch (IOException e) {
            throw new IllegalStateException("the sample report cannot be read: " + path, e);
        }
    }
}
