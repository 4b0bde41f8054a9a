package org.liuhen.workflow;

import static org.liuhen.workflow.Scene.REPORT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Everything that can be tried on a report of the scene, well-formed and not. */
final class Moves {
    static final List<Person> CAST =
            List.of(
                    Scene.DRAFTER,
                    Scene.DRAFTER_2,
                    Scene.HEAD,
                    Scene.DIRECTOR,
                    Scene.DEPUTY,
                    Scene.BUDGET,
                    Scene.PERFORMANCE,
                    Scene.REVIEWER,
                    Scene.AUDITOR,
                    Scene.WATER_DRAFTER,
                    Scene.WATER_HEAD,
                    Scene.WATER_DIRECTOR,
                    Scene.ADMIN);

    private final List<Walk.Move> moves = new ArrayList<>();
    private final String section;

    private Moves(String section) {
        this.section = section;
    }

    static List<Walk.Move> all(String section) {
        Moves all = new Moves(section);
        all.opening();
        all.writing();
        all.replying();
        all.handingIn();
        all.reviewing(List.of("DRAFTER", "DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS"));
        all.revising();
        return List.copyOf(all.moves);
    }

    /** Handing in, reviewing and forwarding alone: no text, no indicator, no money. */
    static List<Walk.Move> ofReview(String section, List<String> returnsTo) {
        Moves life = new Moves(section);
        life.handingIn();
        life.reviewing(returnsTo);
        return List.copyOf(life.moves);
    }

    private void opening() {
        add("open", _ -> new ReportCommand.OpenReport(Scene.document("1.1")));
    }

    private void writing() {
        add("edit", r -> Scene.edited(section, otherText(r), revision(r)));
        add("edit from an older text", r -> Scene.edited(section, otherText(r), revision(r) - 1));
        add(
                "actual",
                r ->
                        new IndicatorCommand.SubmitActual(
                                REPORT, "ind-1", otherActual(r), null, "监测数据更正"));
        add(
                "expenditure",
                r ->
                        new LineItemCommand.RecordExpenditure(
                                REPORT, "li-1", "7,968.73", null, otherAmount(r), null));
        add(
                "actual over one not seen",
                r ->
                        new IndicatorCommand.SubmitActual(
                                REPORT,
                                "ind-1",
                                otherActual(r),
                                null,
                                "监测数据更正",
                                new IndicatorCommand.Row(otherActual(r), null)));
        add(
                "expenditure over one not seen",
                r ->
                        new LineItemCommand.RecordExpenditure(
                                REPORT,
                                "li-1",
                                "7,968.73",
                                null,
                                otherAmount(r),
                                null,
                                new LineItemCommand.Row("7,968.73", null, otherAmount(r))));
    }

    private void replying() {
        add("reply", r -> reply(r, round(r), 0));
        add("reply to an item that is not there", r -> reply(r, round(r), 1));
        add("reply to an older return", r -> reply(r, round(r) - 1, 0));
    }

    private void handingIn() {
        add("submit", _ -> Scene.submit(section));
        add("withdraw", _ -> Scene.withdraw(section));
        add("forward", _ -> Scene.forward());
    }

    private void reviewing(List<String> places) {
        add("approve", r -> approve(digest(r)));
        add("approve something else", _ -> approve("sha-256:00"));
        for (String to : places) {
            add("return to " + to, r -> sendBack(r, to, "数字有误"));
        }
        add("return without a reason", r -> sendBack(r, "DRAFTER", " "));
    }

    private void revising() {
        add(
                "request",
                r ->
                        new RevisionCommand.RequestRevision(
                                REPORT, "ind-1", nextId(r), otherTarget(r), "政策变化", "文件"));
        add("grant", r -> new RevisionCommand.ApproveRevision(REPORT, "ind-1", lastId(r), null));
        add("reject", r -> new RevisionCommand.RejectRevision(REPORT, "ind-1", lastId(r), "依据不足"));
        add(
                "take back",
                r -> new RevisionCommand.WithdrawRevision(REPORT, "ind-1", lastId(r), null));
    }

    private ReportCommand approve(String digest) {
        return new SectionCommand.ApproveSection(REPORT, section, digest, "同意");
    }

    private ReportCommand sendBack(ReportState report, String to, String reason) {
        return new SectionCommand.ReturnSection(
                REPORT, section, digest(report), to, reason, List.of(new ReturnItem("0", "请核对")));
    }

    private ReportCommand reply(ReportState report, int round, int item) {
        boolean again =
                section(report).replyTo(item).filter(last -> last.text().equals("甲")).isPresent();
        return new SectionCommand.ReplyToReturnItem(
                REPORT, section, round, item, again ? "乙" : "甲");
    }

    private void add(String name, Function<ReportState, ReportCommand> command) {
        moves.add(new Walk.Move(name, command));
    }

    private SectionState section(ReportState report) {
        return report.section(section).orElseThrow();
    }

    private String digest(ReportState report) {
        return report.digest(section(report));
    }

    private int revision(ReportState report) {
        return section(report).revision();
    }

    private int round(ReportState report) {
        return section(report).round();
    }

    private String otherText(ReportState report) {
        return section(report).blocks().getFirst().text().equals("甲") ? "乙" : "甲";
    }

    private static IndicatorState indicator(ReportState report) {
        return report.indicator("ind-1").orElseThrow();
    }

    private static Actual otherActual(ReportState report) {
        Actual one = new Actual("95", "%");
        return one.equals(indicator(report).actual()) ? new Actual("96", "%") : one;
    }

    private static String otherAmount(ReportState report) {
        return "1".equals(report.lineItem("li-1").orElseThrow().executed()) ? "2" : "1";
    }

    private static Target otherTarget(ReportState report) {
        Target lower = new Target(Target.Operator.GE, "90", "%", null);
        Target lowest = new Target(Target.Operator.GE, "80", "%", null);
        return lower.equals(indicator(report).target()) ? lowest : lower;
    }

    private static String nextId(ReportState report) {
        return "r" + indicator(report).revisions().size();
    }

    private static String lastId(ReportState report) {
        return "r" + (indicator(report).revisions().size() - 1);
    }
}
