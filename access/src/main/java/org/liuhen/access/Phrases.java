package org.liuhen.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.liuhen.workflow.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people often write, each for themselves. */
final class Phrases {
    private final JdbcClient database;

    Phrases(JdbcClient database) {
        this.database = database;
    }

    /** One person's phrases, in their order. */
    @Schema(name = "Phrases", description = "本人的常用语，按本人的顺序")
    record Own(
            @Schema(description = "通过时用的") List<String> approving,
            @Schema(description = "退回时用的") List<String> returning) {
        Own {
            approving = List.copyOf(approving);
            returning = List.copyOf(returning);
        }
    }

    Own of(Person person) {
        return database.sql(
                        "SELECT approving, returning_it FROM access.phrases WHERE account_id = ?")
                .param(UUID.fromString(person.id()))
                .query((row, _) ->
                        new Own(
                                texts(row.getArray("approving")),
                                texts(row.getArray("returning_it"))))
                .optional()
                .orElseGet(() -> new Own(List.of(), List.of()));
    }

    void keep(Person person, Own phrases) {
        database.sql(
                        """
                        INSERT INTO access.phrases (account_id, approving, returning_it) VALUES (?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE
                        SET approving = excluded.approving, returning_it = excluded.returning_it\
                        """)
                .params(
                        UUID.fromString(person.id()),
                        phrases.approving().toArray(String[]::new),
                        phrases.returning().toArray(String[]::new))
                .update();
    }

    private static List<String> texts(java.sql.Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
