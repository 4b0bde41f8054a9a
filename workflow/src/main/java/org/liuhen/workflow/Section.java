package org.liuhen.workflow;

import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.RefusalCode.NOT_PERMITTED;
import static org.liuhen.workflow.RefusalCode.SEGREGATION_OF_DUTIES;
import static org.liuhen.workflow.RefusalCode.STALE_CONTENT;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;

import java.util.List;
import java.util.Set;
import org.liuhen.workflow.Position.Approved;
import org.liuhen.workflow.Position.Cleared;
import org.liuhen.workflow.Position.Draft;
import org.liuhen.workflow.Position.InReview;
import org.liuhen.workflow.Position.Open;
import org.liuhen.workflow.Position.Returned;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.EditSection;
import org.liuhen.workflow.SectionCommand.ReplyToReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.SectionCommand.WithdrawSection;
import org.liuhen.workflow.SectionEvent.ReturnItemReplied;
import org.liuhen.workflow.SectionEvent.SectionApproved;
import org.liuhen.workflow.SectionEvent.SectionEdited;
import org.liuhen.workflow.SectionEvent.SectionReturned;
import org.liuhen.workflow.SectionEvent.SectionReviewRestarted;
import org.liuhen.workflow.SectionEvent.SectionSubmitted;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;

/** The life of one section: written, submitted, decided step by step, returned, cleared. */
final class Section {
    private Section() {}

    /** Where the section stands and what is asked of it. */
    private record Situation(Position position, SectionCommand command) {}

    /** The whole lifecycle. */
    static List<ReportEvent> decide(ReportState report, Actor by, SectionCommand command) {
        SectionState section = find(report, command.section());
        return switch (new Situation(section.position(), command)) {
            case Situation(Open _, EditSection c) -> edit(section, c);
            case Situation(Open _, SubmitSection c) -> submit(report, section, c);
            case Situation(Open _, WithdrawSection _) -> throw wrong("章节尚未提交，无需撤回；可以直接修改。");
            case Situation(Returned _, ReplyToReturnItem c) -> reply(section, c);
            case Situation(Open _, ReplyToReturnItem _) ->
                    throw wrong("章节没有被退回，没有退回意见要回复；可以直接修改和提交。");
            case Situation(Open _, SectionCommand.Review _) ->
                    throw wrong("章节还在填报人手中，请等填报人提交后再审核。");

            case Situation(InReview _, EditSection _) -> throw underReview(section);
            case Situation(InReview _, SubmitSection _) -> throw wrong("章节已经提交，正在审核，不必重复提交。");
            case Situation(InReview _, WithdrawSection c) -> withdraw(section, by, c);
            case Situation(InReview _, ReplyToReturnItem _) ->
                    throw wrong("章节已经提交审核，回复不能再改；如需补充，请先撤回，或等审核人退回。");
            case Situation(InReview at, ApproveSection c) -> approve(report, section, by, at, c);
            case Situation(InReview at, ReturnSection c) -> returned(report, section, by, at, c);

            case Situation(Approved _, EditSection _) -> throw underReview(section);
            case Situation(Approved _, SubmitSection _) -> throw wrong("章节已经通过审核，不必重复提交。");
            case Situation(Approved _, WithdrawSection _) ->
                    throw wrong("章节已经通过审核，不能撤回；如需修改，请联系审核人退回。");
            case Situation(Approved _, ReplyToReturnItem _) -> throw wrong("章节已经通过审核，不必再回复退回意见。");
            case Situation(Approved _, SectionCommand.Review _) ->
                    throw wrong("章节在本环节已经通过，正等待报告整体报送，不必再审。");

            case Situation(Cleared _, EditSection _),
                    Situation(Cleared _, SubmitSection _),
                    Situation(Cleared _, WithdrawSection _),
                    Situation(Cleared _, ReplyToReturnItem _),
                    Situation(Cleared _, SectionCommand.Review _) ->
                    throw wrong("报告已经定稿，不能再改动，请查看定稿的内容。");
        };
    }

    static ReportState evolve(ReportState report, SectionEvent event, Recorded recorded) {
        SectionState section = find(report, event.section());
        return report.with(
                switch (event) {
                    case SectionEdited e -> section.edited(e.blocks(), e.revision(), recorded.by());
                    case SectionSubmitted _ ->
                            section.submitted(
                                    firstStep(report.route().first()),
                                    recorded.by(),
                                    recorded.at());
                    case SectionWithdrawn _ -> section.moved(reopened(section), recorded.at());
                    case ReturnItemReplied e ->
                            section.replied(
                                    new Reply(e.item(), e.text(), recorded.by(), recorded.at()));
                    case SectionApproved e -> {
                        SectionState decided = section.decided(opinion(e, recorded));
                        yield decided.moved(after(report, e.desk(), e.step()), recorded.at());
                    }
                    case SectionReturned e -> sentBack(report, section, e, recorded);
                    case SectionReviewRestarted e ->
                            section.nextRound(section.contributors(), section.returnItems())
                                    .moved(firstStep(report.route().desk(e.desk())), recorded.at());
                });
    }

    /** Refuses unless the section is open for editing. */
    static void refuseUnlessOpen(ReportState report, String key) {
        SectionState section = find(report, key);
        switch (section.position()) {
            case Open _ -> {}
            case InReview _, Approved _ -> throw underReview(section);
            case Cleared _ -> throw wrong("报告已经定稿，不能再改动，请查看定稿的内容。");
        }
    }

    private static SectionState find(ReportState report, String key) {
        return report.section(key)
                .orElseThrow(() -> Refused.because(NOT_FOUND, "报告中没有编号为“%s”的章节，请核对。", key));
    }

    private static List<ReportEvent> edit(SectionState section, EditSection c) {
        Faults faults = new Faults();
        DocumentRules.blocks(faults, "blocks", c.blocks());
        if (c.basedOn() < 1 || c.basedOn() > section.revision()) {
            faults.add("basedOn", "章节没有第" + c.basedOn() + "稿，请重新打开后再修改");
        }
        faults.throwIfAny();
        if (c.basedOn() < section.revision()) {
            throw Refused.because(
                    EDIT_CONFLICT, "您打开之后，%s已经修改过本章节，请对照最新内容合并后再保存。", section.editor().name());
        }
        return c.blocks().equals(section.blocks())
                ? List.of()
                : List.of(new SectionEdited(section.key(), c.blocks(), section.revision() + 1));
    }

    private static List<ReportEvent> submit(
            ReportState report, SectionState section, SubmitSection c) {
        Faults faults = new Faults();
        faults.text("note", c.note());
        faults.throwIfAny();
        return List.of(
                new SectionSubmitted(
                        section.key(), section.round(), report.digest(section), c.note()));
    }

    private static List<ReportEvent> withdraw(SectionState section, Actor by, WithdrawSection c) {
        Faults faults = new Faults();
        faults.text("reason", c.reason());
        faults.throwIfAny();
        if (section.withdrawableBy() == null) {
            throw wrong("已经有人作出审核决定，不能撤回；如需修改，请联系审核人退回。");
        }
        if (!by.id().equals(section.withdrawableBy())) {
            throw Refused.because(NOT_PERMITTED, "只有提交人本人可以撤回，请联系提交人办理。");
        }
        return List.of(new SectionWithdrawn(section.key(), c.reason()));
    }

    private static List<ReportEvent> reply(SectionState section, ReplyToReturnItem c) {
        Faults faults = new Faults();
        faults.required("text", c.text(), "回复");
        if (c.round() < 1 || c.round() > section.round()) {
            faults.add("round", "章节没有第" + c.round() + "轮，请重新打开后再回复");
        }
        faults.throwIfAny();
        if (c.round() < section.round()) {
            throw Refused.because(STALE_CONTENT, "您打开之后，章节又被退回，请查看最新的退回意见后再回复。");
        }
        if (c.item() < 0 || c.item() >= section.returnItems().size()) {
            throw Refused.because(
                    NOT_FOUND,
                    "退回意见共%d项，没有序号为%d的一项（序号从0起），请核对。",
                    section.returnItems().size(),
                    c.item());
        }
        String text = String.valueOf(c.text());
        return section.replyTo(c.item()).filter(last -> last.text().equals(text)).isPresent()
                ? List.of()
                : List.of(new ReturnItemReplied(section.key(), section.round(), c.item(), text));
    }

    private static List<ReportEvent> approve(
            ReportState report, SectionState section, Actor by, InReview at, ApproveSection c) {
        Faults faults = new Faults();
        faults.text("opinion", c.opinion());
        if (section.contributors().contains(by.id())) {
            throw Refused.because(SEGREGATION_OF_DUTIES, "您参与了本章节本轮内容的填报，不能审核自己填报的内容，请由他人审核。");
        }
        refuseSecondDecision(section, by);
        String digest = sameDigest(report, section, c, faults);
        return List.of(
                new SectionApproved(
                        section.key(), at.desk(), at.step(), section.round(), digest, c.opinion()));
    }

    private static List<ReportEvent> returned(
            ReportState report, SectionState section, Actor by, InReview at, ReturnSection c) {
        refuseSecondDecision(section, by);
        Faults faults = new Faults();
        faults.required("reason", c.reason(), "退回理由");
        if (c.items().isEmpty()) {
            faults.add("items", "请至少指出一处需要修改的地方");
        }
        if (c.items().size() > DocumentRules.MOST_BLOCKS) {
            faults.add("items", "退回事项过多，最多" + DocumentRules.MOST_BLOCKS + "项");
        }
        for (int i = 0; i < Math.min(c.items().size(), DocumentRules.MOST_BLOCKS); i++) {
            ReturnItem item = c.items().get(i);
            if (!refersTo(report, section, item.ref())) {
                faults.add("items/" + i + "/ref", "“" + item.ref() + "”不是本章节的段落序号、指标或资金项目");
            }
            faults.required("items/" + i + "/comment", item.comment(), "修改意见");
        }
        String to = c.to();
        if (to == null || !report.route().desk(at.desk()).returnsTo().contains(to)) {
            faults.add(
                    "to",
                    "本环节不能退回到此处，可选："
                            + String.join("、", report.route().desk(at.desk()).returnsTo()));
        }
        String digest = sameDigest(report, section, c, faults);
        return List.of(
                new SectionReturned(
                        section.key(),
                        at.desk(),
                        at.step(),
                        section.round(),
                        digest,
                        String.valueOf(to),
                        String.valueOf(c.reason()),
                        c.items()));
    }

    private static boolean refersTo(ReportState report, SectionState section, String ref) {
        if (ref.matches("0|[1-9]\\d{0,5}") && Integer.parseInt(ref) < section.blocks().size()) {
            return true;
        }
        return report.indicator(ref).filter(i -> i.section().equals(section.key())).isPresent()
                || report.lineItem(ref).filter(l -> l.section().equals(section.key())).isPresent();
    }

    private static void refuseSecondDecision(SectionState section, Actor by) {
        if (section.deciders().contains(by.id())) {
            throw Refused.because(SEGREGATION_OF_DUTIES, "您已在本轮审核过本章节，同一人在一轮中只能审核一个环节，请由他人审核。");
        }
    }

    private static String sameDigest(
            ReportState report, SectionState section, SectionCommand.Review c, Faults faults) {
        if (c.digest() == null) {
            faults.add("digest", "请给出您所审阅内容的摘要（digest）");
        }
        faults.throwIfAny();
        String digest = report.digest(section);
        if (!digest.equals(c.digest())) {
            throw Refused.because(STALE_CONTENT, "您审阅之后内容有变化，请查看最新内容后重新决定。");
        }
        return digest;
    }

    private static Position reopened(SectionState section) {
        return section.returnItems().isEmpty() ? new Draft() : new Returned();
    }

    static Position firstStep(Desk desk) {
        return new InReview(desk.key(), desk.steps().getFirst());
    }

    /**
     * The next step; past the desk's last one the section waits, or goes on to where the report is.
     */
    private static Position after(ReportState report, String deskKey, Role step) {
        Route route = report.route();
        Desk desk = route.desk(deskKey);
        int next = desk.steps().indexOf(step) + 1;
        if (next < desk.steps().size()) {
            return new InReview(deskKey, desk.steps().get(next));
        }
        return deskKey.equals(report.stage())
                ? new Approved(deskKey)
                : firstStep(route.desks().get(route.indexOf(deskKey) + 1));
    }

    /**
     * Opened again for the drafter, its content has no contributor yet; elsewhere it keeps them.
     */
    private static SectionState sentBack(
            ReportState report, SectionState section, SectionReturned e, Recorded recorded) {
        boolean toDrafter = e.to().equals(Desk.DRAFTER);
        Position next = toDrafter ? new Returned() : firstStep(report.route().desk(e.to()));
        return section.decided(opinion(e, recorded))
                .nextRound(toDrafter ? Set.of() : section.contributors(), e.items())
                .moved(next, recorded.at());
    }

    private static Opinion opinion(SectionApproved e, Recorded recorded) {
        return new Opinion(
                Opinion.Verdict.APPROVED,
                e.desk(),
                e.step(),
                e.round(),
                e.digest(),
                e.opinion(),
                null,
                List.of(),
                List.of(),
                recorded.by(),
                recorded.at());
    }

    private static Opinion opinion(SectionReturned e, Recorded recorded) {
        return new Opinion(
                Opinion.Verdict.RETURNED,
                e.desk(),
                e.step(),
                e.round(),
                e.digest(),
                e.reason(),
                e.to(),
                e.items(),
                List.of(),
                recorded.by(),
                recorded.at());
    }

    private static Refused underReview(SectionState section) {
        return wrong("章节“%s”正在审核，不能修改；请先撤回，或等审核人退回。", section.title());
    }

    private static Refused wrong(String sentence, Object... words) {
        return Refused.because(WRONG_STATE, sentence, words);
    }
}
