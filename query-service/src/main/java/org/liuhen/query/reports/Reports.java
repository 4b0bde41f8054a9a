package org.liuhen.query.reports;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.AsOf;
import org.liuhen.query.Audience;
import org.liuhen.workflow.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reports a person may see, the latest year first. */
@Component
class Reports {
    private final JdbcClient database;

    Reports(JdbcClient database) {
        this.database = database;
    }

    /** What to show; absent means all. */
    record Filter(@Nullable Integer year, @Nullable String department, @Nullable String stage) {}

    /** Where a page ends: the next begins after it. */
    record Cursor(int year, String reportId) {}

    /** A line as it was stored, and where it stands in the order. */
    record Line(@JsonValue @JsonRawValue String item, Cursor at) {}

    /**
     * A page of the list.
     *
     * @param at as it was at that moment, and as that person could see it then; absent means now
     */
    List<Line> of(
            Person person, @Nullable Instant at, Filter filter, @Nullable Cursor after, int limit) {
        return database.sql(
                        """
                        SELECT report_id, fiscal_year, item FROM view.report
                        WHERE %s AND %s
                          AND (:year::int IS NULL OR fiscal_year = :year)
                          AND (:department::text IS NULL OR department_id = :department)
                          AND (:stage::text IS NULL OR stage = :stage)
                          AND (:afterYear::int IS NULL OR fiscal_year < :afterYear
                               OR fiscal_year = :afterYear AND report_id > :afterId)
                        ORDER BY fiscal_year DESC, report_id LIMIT :limit\
                        """
                                .formatted(AsOf.condition(at), Audience.CONDITION))
                .param("at", AsOf.moment(at))
                .params(Audience.parameters(person))
                .param("year", filter.year())
                .param("department", filter.department())
                .param("stage", filter.stage())
                .param("afterYear", after == null ? null : after.year())
                .param("afterId", after == null ? null : after.reportId())
                .param("limit", limit)
                .query((row, _) ->
                        new Line(
                                row.getString("item"),
                                new Cursor(row.getInt("fiscal_year"), row.getString("report_id"))))
                .list();
    }
}
