package org.liuhen.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a report should be, written from {@code api.md} and ADR 2 alone and in another manner than
 * the deciders: the first rule that refuses answers. It never asks them.
 */
final class ModelReport extends ModelState {
    static final String ACCEPTED = "accepted";

    private static final Map<String, String> FORWARDER =
            Map.of(
                    "DEPARTMENT", "DIRECTOR",
                    "FINANCE_BUREAU", "PERFORMANCE_OFFICER",
                    "PEOPLES_CONGRESS", "CONGRESS_REVIEWER");
    private static final Map<String, Set<String>> RETURNS =
            Map.of(
                    "DEPARTMENT", Set.of("DRAFTER"),
                    "FINANCE_BUREAU", Set.of("DRAFTER", "DEPARTMENT"),
                    "PEOPLES_CONGRESS", Set.of("DRAFTER", "DEPARTMENT", "FINANCE_BUREAU"));

    /** Carries the command out, or says with which code it is refused. */
    String attempt(Person who, ReportCommand what) {
        if (what instanceof ReportCommand.OpenReport c) {
            return open(who, c.document());
        }
        if (stage.isEmpty() || !(sees(who) || rulesOn(who, what))) {
            return "not-found";
        }
        String answer =
                switch (what) {
                    case ReportCommand.OpenReport _ -> throw new IllegalStateException();
                    case ReportCommand.ForwardReport c -> forward(who, c);
                    case SectionCommand.EditSection c -> edit(who, c);
                    case SectionCommand.SubmitSection c -> submit(who, c);
                    case SectionCommand.WithdrawSection c -> withdraw(who, c);
                    case SectionCommand.ReplyToReturnItem c -> reply(who, c);
                    case SectionCommand.ApproveSection c -> approve(who, c);
                    case SectionCommand.ReturnSection c -> sendBack(who, c);
                    case IndicatorCommand.SubmitActual c -> actual(who, c);
                    case LineItemCommand.RecordExpenditure c -> expenditure(who, c);
                    case RevisionCommand.RequestRevision c -> request(who, c);
                    case RevisionCommand.ApproveRevision c -> grant(who, c);
                    case RevisionCommand.RejectRevision c -> reject(who, c);
                    case RevisionCommand.WithdrawRevision c -> takeBack(who, c);
                };
        if (answer.equals("changed")) {
            version++;
            return ACCEPTED;
        }
        return answer;
    }

    private String open(Person who, ReportDocument document) {
        if (!who.roles().contains(Role.DRAFTER)
                || !who.organisation().id().equals(document.departmentId())) {
            return "not-permitted";
        }
        if (!ModelInput.isDocument(document)) {
            return "invalid";
        }
        if (!stage.isEmpty()) {
            return "report-exists";
        }
        begin(who, document);
        return ACCEPTED;
    }

    private String forward(Person who, ReportCommand.ForwardReport c) {
        boolean isFinal = stage.equals("FINAL");
        if (isFinal
                ? FORWARDER.values().stream().noneMatch(role -> may(who, role))
                : !may(who, FORWARDER.get(stage))) {
            return "not-permitted";
        }
        if (!ModelInput.isText(c.opinion())) {
            return "invalid";
        }
        if (isFinal
                || place.values().stream().anyMatch(at -> !at.equals(stage + " passed"))
                || (!stage.equals("DEPARTMENT") && requests.containsValue("OPEN"))) {
            return "wrong-state";
        }
        stage = STAGES.get(STAGES.indexOf(stage) + 1);
        String next = stage.equals("FINAL") ? "CLEARED" : firstStep(stage);
        place.replaceAll((_, _) -> next);
        return "changed";
    }

    private String edit(Person who, SectionCommand.EditSection c) {
        String no = refusalToWrite(who, c.section());
        if (no != null) {
            return no;
        }
        int now = revision.get(c.section());
        if (c.basedOn() < 1 || c.basedOn() > now || !ModelInput.areTexts(c.blocks())) {
            return "invalid";
        }
        if (c.basedOn() != now) {
            return "edit-conflict";
        }
        if (c.blocks().equals(text.put(c.section(), c.blocks()))) {
            return ACCEPTED;
        }
        revision.put(c.section(), now + 1);
        return wrote(who, c.section());
    }

    private String submit(Person who, SectionCommand.SubmitSection c) {
        String no = refusalToWrite(who, c.section());
        if (no != null) {
            return no;
        }
        if (!ModelInput.isText(c.note())) {
            return "invalid";
        }
        place.put(c.section(), STEPS.getFirst());
        submitter.put(c.section(), who.id());
        return wrote(who, c.section());
    }

    private String withdraw(Person who, SectionCommand.WithdrawSection c) {
        String no = refusalToWrite(who, c.section());
        if (!"wrong-state".equals(no) || !STEPS.contains(place.get(c.section()))) {
            return no == null ? "wrong-state" : no;
        }
        if (!ModelInput.isText(c.reason())) {
            return "invalid";
        }
        if (!submitter.containsKey(c.section())) {
            return "wrong-state";
        }
        if (!submitter.get(c.section()).equals(who.id())) {
            return "not-permitted";
        }
        submitter.remove(c.section());
        place.put(c.section(), everReturned.contains(c.section()) ? "RETURNED" : "DRAFT");
        return "changed";
    }

    private String reply(Person who, SectionCommand.ReplyToReturnItem c) {
        String no = refusalToWrite(who, c.section());
        if (no != null || !place.get(c.section()).equals("RETURNED")) {
            return no == null ? "wrong-state" : no;
        }
        int now = round.get(c.section());
        if (ModelInput.isNothing(c.text())
                || !ModelInput.isText(c.text())
                || c.round() < 1
                || c.round() > now) {
            return "invalid";
        }
        if (c.round() != now) {
            return "stale-content";
        }
        if (c.item() < 0 || c.item() >= wanted.get(c.section())) {
            return "not-found";
        }
        boolean same = c.text().equals(replies.get(c.section()).put(c.item(), c.text()));
        return same ? ACCEPTED : wrote(who, c.section());
    }

    private String approve(Person who, SectionCommand.ApproveSection c) {
        String no = refusalToJudge(who, c.section());
        if (no == null && writers.get(c.section()).contains(who.id())) {
            no = "segregation-of-duties";
        }
        if (no == null && (c.digest() == null || !ModelInput.isText(c.opinion()))) {
            no = "invalid";
        }
        if (no == null && isStale(c.section(), c.digest())) {
            no = "stale-content";
        }
        if (no != null) {
            return no;
        }
        judges.get(c.section()).add(who.id());
        submitter.remove(c.section());
        int at = STEPS.indexOf(place.get(c.section()));
        boolean lastOfDesk =
                at + 1 == STEPS.size() || !desk(STEPS.get(at)).equals(desk(STEPS.get(at + 1)));
        place.put(
                c.section(),
                lastOfDesk && desk(STEPS.get(at)).equals(stage)
                        ? stage + " passed"
                        : STEPS.get(at + 1));
        return "changed";
    }

    private String sendBack(Person who, SectionCommand.ReturnSection c) {
        String no = refusalToJudge(who, c.section());
        if (no != null) {
            return no;
        }
        if (c.digest() == null
                || c.to() == null
                || !RETURNS.get(desk(place.get(c.section()))).contains(c.to())
                || ModelInput.isNothing(c.reason())
                || !ModelInput.isText(c.reason())
                || c.items().isEmpty()
                || c.items().stream().anyMatch(item -> !isItemOf(c.section(), item))) {
            return "invalid";
        }
        if (isStale(c.section(), c.digest())) {
            return "stale-content";
        }
        if (c.to().equals("DRAFTER")) {
            writers.get(c.section()).clear();
            everReturned.add(c.section());
        }
        wanted.put(c.section(), c.items().size());
        replies.put(c.section(), new TreeMap<>());
        nextRound(c.section(), c.to().equals("DRAFTER") ? "RETURNED" : firstStep(c.to()));
        return "changed";
    }

    private String actual(Person who, IndicatorCommand.SubmitActual c) {
        String no = refusalToWrite(who, ofIndicator(c.indicator()));
        if (no != null) {
            return no;
        }
        List<String> before = figures.get(c.indicator());
        List<String> after = row(c.actual().value(), c.actual().unit(), c.explanation());
        IndicatorCommand.Row seen = c.basedOn();
        boolean overtaken =
                seen != null
                        && !row(seen.actual().value(), seen.actual().unit(), seen.explanation())
                                .equals(before);
        boolean corrects =
                everGiven.contains(c.indicator())
                        && !overtaken
                        && !before.subList(0, 2).equals(after.subList(0, 2));
        if (!ModelInput.isNumber(c.actual().value())
                || !ModelInput.isText(c.actual().unit())
                || !ModelInput.isText(c.explanation())
                || !ModelInput.isText(c.reason())
                || (c.actual().value() == null && ModelInput.isNothing(c.explanation()))
                || (corrects && ModelInput.isNothing(c.reason()))) {
            return "invalid";
        }
        if (overtaken && !before.equals(after)) {
            return "edit-conflict";
        }
        reached(c.indicator(), after);
        return before.equals(after) ? ACCEPTED : wrote(who, home.get(c.indicator()));
    }

    private String expenditure(Person who, LineItemCommand.RecordExpenditure c) {
        String no = refusalToWrite(who, ofLine(c.lineItem()));
        if (no != null) {
            return no;
        }
        List<String> after = row(c.initialBudget(), c.adjustedBudget(), c.executed());
        if (!after.stream().allMatch(ModelInput::isNumber) || !ModelInput.isText(c.reason())) {
            return "invalid";
        }
        List<String> before = figures.get(c.lineItem());
        LineItemCommand.Row seen = c.basedOn();
        if (before.equals(after)) {
            return ACCEPTED;
        }
        if (seen != null
                && !row(seen.initialBudget(), seen.adjustedBudget(), seen.executed())
                        .equals(before)) {
            return "edit-conflict";
        }
        figures.put(c.lineItem(), after);
        return wrote(who, home.get(c.lineItem()));
    }

    private String request(Person who, RevisionCommand.RequestRevision c) {
        String no = refusalToWrite(who, ofIndicator(c.indicator()));
        if (no != null) {
            return no;
        }
        if (ModelInput.isNothing(c.reason())
                || ModelInput.isNothing(c.basis())
                || !ModelInput.isText(c.reason())
                || !ModelInput.isText(c.basis())
                || !ModelInput.isNumber(c.target().value())
                || c.target().equals(target.get(c.indicator()))) {
            return "invalid";
        }
        boolean waiting =
                requests.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(c.indicator() + "/"))
                        .anyMatch(each -> each.getValue().equals("OPEN"));
        if (waiting || requests.containsKey(name(c))) {
            return "wrong-state";
        }
        requests.put(name(c), "OPEN");
        asked.put(name(c), c);
        asker.put(name(c), who.id());
        return wrote(who, home.get(c.indicator()));
    }

    private String grant(Person who, RevisionCommand.ApproveRevision c) {
        String no = refusalToRule(who, c);
        if (no != null || !ModelInput.isText(c.reason())) {
            return no != null ? no : "invalid";
        }
        requests.put(name(c), "APPROVED");
        target.put(c.indicator(), asked.get(name(c)).target());
        String section = home.get(c.indicator());
        writers.get(section).add(asker.get(name(c)));
        boolean open = Set.of("DRAFT", "RETURNED").contains(place.get(section));
        if (!open && !judges.get(section).isEmpty()) {
            nextRound(section, firstStep(desk(place.get(section))));
            version++;
        }
        return "changed";
    }

    private String refusalToRule(Person who, RevisionCommand c) {
        String no = refusalToSettle(who, "PERFORMANCE_OFFICER", c);
        boolean own = no == null && asker.get(name(c)).equals(who.id());
        return own ? "segregation-of-duties" : no;
    }

    private String reject(Person who, RevisionCommand.RejectRevision c) {
        String no = refusalToRule(who, c);
        if (no != null || ModelInput.isNothing(c.reason()) || !ModelInput.isText(c.reason())) {
            return no != null ? no : "invalid";
        }
        requests.put(name(c), "REJECTED");
        return "changed";
    }

    private String takeBack(Person who, RevisionCommand.WithdrawRevision c) {
        String no = refusalToSettle(who, "DRAFTER", c);
        if (no == null && !asker.get(name(c)).equals(who.id())) {
            no = "not-permitted";
        }
        if (no != null || !ModelInput.isText(c.reason())) {
            return no != null ? no : "invalid";
        }
        requests.put(name(c), "WITHDRAWN");
        return "changed";
    }
}
