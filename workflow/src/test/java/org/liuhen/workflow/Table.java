package org.liuhen.workflow;

import java.util.List;

/**
 * Where a section may go, written down a second time: from the list of steps alone, in words, and
 * without looking at a {@link Route}.
 *
 * @param path every step in order, as {@code desk/role}
 */
record Table(List<String> path) {
    private static final List<String> STAGES =
            List.of("DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS");

    static String words(Position position) {
        return switch (position) {
            case Position.Draft _ -> "DRAFT";
            case Position.Returned _ -> "RETURNED";
            case Position.InReview at -> at.desk() + "/" + at.step();
            case Position.Approved at -> at.desk() + " passed";
            case Position.Cleared _ -> "CLEARED";
        };
    }

    /** 0 for the department, 1 for finance, 2 for congress, -1 for any other. */
    static int stage(ReportState report) {
        return report.isFinal() ? STAGES.size() : STAGES.indexOf(report.stage());
    }

    boolean allows(Walk.Step step, String section) {
        String stage = step.from().report().stage();
        String from = words(step.from().section(section).position());
        String to = words(step.to().section(section).position());
        boolean open = from.equals("DRAFT") || from.equals("RETURNED");
        return switch (step.command()) {
            case ReportCommand.OpenReport _ -> false;
            case ReportCommand.ForwardReport _ ->
                    from.equals(stage + " passed") && to.equals(afterDesk(stage));
            case SectionCommand.EditSection _,
                    IndicatorCommand.SubmitActual _,
                    LineItemCommand.RecordExpenditure _,
                    RevisionCommand.RequestRevision _ ->
                    open && to.equals(from);
            case SectionCommand.SubmitSection _ -> open && to.equals(path.getFirst());
            case SectionCommand.WithdrawSection _ ->
                    from.equals(path.getFirst()) && (to.equals("DRAFT") || to.equals("RETURNED"));
            case SectionCommand.ReplyToReturnItem _ -> from.equals("RETURNED") && to.equals(from);
            case SectionCommand.ApproveSection _ -> to.equals(afterStep(from, stage));
            case SectionCommand.ReturnSection c ->
                    path.contains(from)
                            && to.equals(c.to().equals("DRAFTER") ? "RETURNED" : firstOf(c.to()))
                            && (to.equals("RETURNED") || path.indexOf(to) < path.indexOf(from));
            case RevisionCommand.ApproveRevision _ ->
                    to.equals(from) || to.equals(firstOf(deskOf(from)));
            case RevisionCommand.RejectRevision _, RevisionCommand.WithdrawRevision _ ->
                    to.equals(from);
        };
    }

    private String afterStep(String from, String stage) {
        int at = path.indexOf(from);
        if (at < 0) {
            return "nowhere";
        }
        boolean last = at + 1 == path.size() || !sameDesk(path.get(at), path.get(at + 1));
        return last && deskOf(from).equals(stage) ? stage + " passed" : path.get(at + 1);
    }

    private String afterDesk(String desk) {
        int last = path.lastIndexOf(lastOf(desk));
        return last + 1 == path.size() ? "CLEARED" : path.get(last + 1);
    }

    private String firstOf(String desk) {
        return path.stream()
                .filter(each -> deskOf(each).equals(desk))
                .findFirst()
                .orElse("nowhere");
    }

    private String lastOf(String desk) {
        return path.stream()
                .filter(each -> deskOf(each).equals(desk))
                .reduce("nowhere", (_, each) -> each);
    }

    private static boolean sameDesk(String one, String other) {
        return deskOf(one).equals(deskOf(other));
    }

    private static String deskOf(String step) {
        return step.split("[/ ]")[0];
    }
}
