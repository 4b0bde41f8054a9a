package org.liuhen.views.reports;

import static org.liuhen.views.Table.Column.json;
import static org.liuhen.views.Table.Column.number;
import static org.liuhen.views.Table.Column.text;
import static org.liuhen.views.Table.Column.words;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liuhen.contracts.ContractJson;
import org.liuhen.views.Row;
import org.liuhen.views.Slice;
import org.liuhen.views.Step;
import org.liuhen.views.Table;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Visibility;

/** One line for every report; it keeps where the report has been. */
public final class ReportsSlice implements Slice<List<Stay>> {
    public static final Table LINES =
            Table.dated(
                    "report",
                    1,
                    text("report_id"),
                    text("department_id"),
                    number("fiscal_year"),
                    text("stage"),
                    words("department_roles"),
                    words("admitted"),
                    json("item"),
                    json("board"));

    @Override
    public String reader() {
        return "reports";
    }

    @Override
    public List<Table> tables() {
        return List.of(LINES);
    }

    @Override
    public List<Stay> none() {
        return List.of();
    }

    @Override
    public Shown<List<Stay>> after(List<Stay> kept, Step step) {
        List<Stay> stays = Stay.after(kept, step);
        return new Shown<>(stays, List.of(), List.of(line(step, stays)));
    }

    private static Row line(Step step, List<Stay> stays) {
        ReportState report = step.after();
        return Row.of(
                LINES,
                report.reportId(),
                report.departmentId(),
                (long) report.fiscalYear(),
                report.stage(),
                names(
                        Stream.of(Role.values())
                                .filter(role -> Visibility.isOfDepartment(report.route(), role))),
                names(Visibility.admitted(report).stream()),
                ContractJson.mapper().writeValueAsString(ReportLine.of(step)),
                BoardLine.of(report, stays).json());
    }

    private static String names(Stream<Role> roles) {
        return roles.map(Enum::name).sorted().collect(Collectors.joining(" "));
    }
}
