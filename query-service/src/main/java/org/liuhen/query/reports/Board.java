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
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** All reports of a year that a person may see, with how far and how long each is on its way. */
@Component
class Board {
    private final JdbcClient database;

    Board(JdbcClient database) {
        this.database = database;
    }

    /** A line as it was stored. */
    record Line(@JsonValue @JsonRawValue String item) {}

    /**
     * The years of which the person may see reports, the latest first.
     *
     * @param at as it was at that moment; absent means now
     */
    List<Integer> years(Person person, @Nullable Instant at) {
        return ask(
                        """
                        SELECT DISTINCT fiscal_year FROM view.report
                        WHERE %s AND %s ORDER BY fiscal_year DESC\
                        """,
                        person, at)
                .query((row, _) -> row.getInt("fiscal_year"))
                .list();
    }

    /** The reports of a year, department by department. */
    List<Line> of(Person person, @Nullable Instant at, int year) {
        return ask(
                        """
                        SELECT board FROM view.report
                        WHERE %s AND %s AND fiscal_year = :year
                        ORDER BY department_id, report_id\
                        """,
                        person, at)
                .param("year", year)
                .query((row, _) -> new Line(row.getString("board")))
                .list();
    }

    private StatementSpec ask(String sql, Person person, @Nullable Instant at) {
        return database.sql(sql.formatted(AsOf.condition(at), Audience.CONDITION))
                .param("at", AsOf.moment(at))
                .params(Audience.parameters(person));
    }
}
