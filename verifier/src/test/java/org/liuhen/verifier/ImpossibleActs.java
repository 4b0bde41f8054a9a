package org.liuhen.verifier;

import static org.liuhen.command.Cast.ECOLOGY;
import static org.liuhen.command.Cast.reportId;
import static org.liuhen.command.Cast.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liuhen.command.Cast;
import org.liuhen.command.Commands;
import org.liuhen.command.Follower;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Retelling;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportEvent.ReportForwarded;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.RevisionEvent.RevisionApproved;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.Target;

/**
 * Reports that went their way by the real service, each with one event more that the owner of the
 * database wrote.
 */
final class ImpossibleActs {
    /**
     * What was written.
     *
     * @param said what the verifier must say of it
     * @param byHistoryAlone whether nothing but the account history can tell
     */
    record Act(String what, String report, String event, String said, boolean byHistoryAlone) {}

    private static final Target TARGET = new Target(Target.Operator.GE, "90", "%", null);

    private final Commands commands;
    private final TestDatabase database;
    private final Forgery forgery;
    private final Bureau bureau;
    private final Person drafter;
    private final Person head;
    private final Person director;
    private final Person deputy;
    private final Person performance;
    private final List<Act> acts = new ArrayList<>();
    private int year = 2000;

    ImpossibleActs(Commands commands, TestDatabase database, Bureau bureau) {
        this.commands = commands;
        this.database = database;
        this.forgery = new Forgery(database);
        this.bureau = bureau;
        drafter = bureau.join("张三", ECOLOGY, Role.DRAFTER);
        head = bureau.join("李四", ECOLOGY, Role.SECTION_HEAD);
        director = bureau.join("王五", ECOLOGY, Role.DIRECTOR);
        deputy = bureau.join("赵六", ECOLOGY, Role.SECTION_HEAD, Role.DIRECTOR, Role.DRAFTER);
        performance = bureau.join("孙八", Bureau.FINANCE, Role.PERFORMANCE_OFFICER);
    }

    /** A report that nobody touched. */
    String honest() {
        return atFinance();
    }

    List<Act> write() {
        deciding();
        writing();
        moving();
        together();
        accounts();
        return acts;
    }

    private void deciding() {
        String at = atFinance();
        String atBudget = "FINANCE_BUREAU";
        approved(
                        "a section head at the finance bureau",
                        at,
                        atBudget,
                        Role.BUDGET_OFFICER,
                        by(head))
                .said("请由财政局预算科经办人办理");
        at = submitted();
        approved("at another desk", at, atBudget, Role.SECTION_HEAD, by(head))
                .said("应记“通过章节1.1，DEPARTMENT的科室负责人");
        at = submitted();
        approved("at another step", at, "DEPARTMENT", Role.DIRECTOR, by(head))
                .said("应记“通过章节1.1，DEPARTMENT的科室负责人");
        at = opened();
        give(deputy, Cast.edit(year, "1.1", "副职改的", 1));
        give(drafter, new SubmitSection(at, "1.1", null));
        approved("own work", at, "DEPARTMENT", Role.SECTION_HEAD, deputy.as(Role.SECTION_HEAD))
                .said("不能审核自己填报的内容");
        at = submitted();
        approve(deputy, at);
        approved("twice", at, "DEPARTMENT", Role.DIRECTOR, deputy.as(Role.DIRECTOR))
                .said("同一人在一轮中只能审核一个环节");
    }

    private void writing() {
        write("a revision that jumps", opened(), edited(7), by(drafter)).said("应记“章节1.1的第2稿”");
        write("under review", submitted(), edited(2), by(drafter)).said("正在审核，不能修改");
        Person stranger = bureau.join("外单位", Bureau.WATER, Role.DRAFTER);
        write("another bureau", opened(), edited(2), by(stranger)).said("没有找到这份报告");
        String at = submitted();
        ReturnItem item = new ReturnItem("0", "请核对");
        give(head, new ReturnSection(at, "1.1", digest(at), "DRAFTER", "请核对", List.of(item)));
        write("an item nobody asked for", at, new ReturnItemReplied("1.1", 2, 5, "已"), by(drafter))
                .said("退回意见共1项");
        write(
                        "a target nobody asked for",
                        opened(),
                        new RevisionApproved("ind-1", "r1", null),
                        by(performance))
                .said("没有找到这项指标调整申请");
    }

    private void moving() {
        String at = submitted();
        write("again", at, new SectionSubmitted("1.1", 1, digest(at), null), by(drafter))
                .said("不必重复提交");
        SectionSubmitted other = new SectionSubmitted("1.1", 1, "sha-256:00", null);
        write("other content", opened(), other, by(drafter)).said("所写的内容摘要是sha-256:00");
        ReportForwarded early = new ReportForwarded("DEPARTMENT", "FINANCE_BUREAU", null);
        write("forwarded early", submitted(), early, by(director)).said("还有1个章节没有通过");
    }

    private void together() {
        String at = opened();
        give(drafter, Cast.edit(year, "1.1", "第二稿", 1));
        String command = forgery.lastCommand(at);
        put("of one command", at, forgery.write(at, edited(3), by(drafter), command, Instant.now()))
                .said("与上一版出自同一次办理");
        at = opened();
        give(drafter, new RequestRevision(at, "ind-1", "r1", TARGET, "理由", "依据"));
        give(drafter, new SubmitSection(at, "1.1", null));
        approve(head, at);
        write("nothing follows", at, new RevisionApproved("ind-1", "r1", null), by(performance))
                .said("其后应当自动记下“章节1.1在DEPARTMENT重新审核");
        write(
                        "follows from nothing",
                        submitted(),
                        new SectionReviewRestarted("1.1", "DEPARTMENT", 2, "r1"),
                        by(performance))
                .said("不会单独发生");
    }

    /** Nothing in these events says that they are false. */
    private void accounts() {
        Person clerk = bureau.join("周九", ECOLOGY, Role.SECTION_HEAD);
        Actor asIfOfFinance =
                new Actor(
                        clerk.id(),
                        clerk.name(),
                        Bureau.FINANCE,
                        clerk.post(),
                        Role.BUDGET_OFFICER);
        approved(
                        "as if of finance",
                        atFinance(),
                        "FINANCE_BUREAU",
                        Role.BUDGET_OFFICER,
                        asIfOfFinance)
                .saidByHistory("职责是科室负责人，不是财政局预算科经办人；单位是jiangmen-ecology");
        Person formerly = bureau.join("调离的", ECOLOGY, Role.DRAFTER);
        bureau.revoke(formerly, Role.DRAFTER);
        String at = opened();
        Instant later = Instant.now().plusSeconds(3600);
        put("no longer", at, forgery.write(at, edited(2), by(formerly), "later", later))
                .saidByHistory("没有任何职责，不是填报人");
        Person left = bureau.join("离职的", ECOLOGY, Role.DRAFTER);
        bureau.disable(left);
        at = opened();
        put("after leaving", at, forgery.write(at, edited(2), by(left), "later", later))
                .saidByHistory("账号已停用");
        at = opened();
        Actor another = new Actor(drafter.id(), "别人", ECOLOGY, drafter.post(), Role.DRAFTER);
        write("under another name", at, edited(2), another).saidByHistory("姓名职务是张三");
    }

    /** An act of which it is yet to be said what must be said of it. */
    private record Written(List<Act> acts, String what, String report, String event) {
        void said(String words) {
            acts.add(new Act(what, report, event, words, false));
        }

        void saidByHistory(String words) {
            acts.add(new Act(what, report, event, words, true));
        }
    }

    private Written write(String what, String report, ReportEvent event, Actor by) {
        return put(what, report, forgery.write(report, event, by));
    }

    private Written approved(String what, String report, String desk, Role step, Actor by) {
        return write(
                what, report, new SectionApproved("1.1", desk, step, 1, digest(report), "同意"), by);
    }

    private Written put(String what, String report, String event) {
        return new Written(acts, what, report, event);
    }

    private static Actor by(Person person) {
        return person.as(person.roles().iterator().next());
    }

    private static SectionEdited edited(int revision) {
        return new SectionEdited("1.1", Cast.text("伪造的正文"), revision);
    }

    private String opened() {
        give(drafter, Cast.open(++year, 1));
        return reportId(year);
    }

    private String submitted() {
        String id = opened();
        give(drafter, new SubmitSection(id, "1.1", null));
        return id;
    }

    private String atFinance() {
        String id = submitted();
        approve(head, id);
        approve(director, id);
        give(director, new ForwardReport(id, "同意"));
        return id;
    }

    private void approve(Person by, String id) {
        give(by, new ApproveSection(id, "1.1", digest(id), "同意"));
    }

    private void give(Person person, ReportCommand command) {
        commands.carryOut(person, request(), command);
    }

    private String digest(String id) {
        Retelling retelling = new Retelling();
        database.asOwner()
                .sql("SELECT * FROM record.event WHERE report_id = ? ORDER BY sequence")
                .param(id)
                .query((row, _) -> Follower.event(row))
                .list()
                .forEach(retelling::next);
        ReportState state = retelling.state();
        return state.digest(state.section("1.1").orElseThrow());
    }
}
