package org.liuhen.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people are writing and have not saved yet, beside the record and no part of it. Everyone
 * sees their own and nobody else's. What was not touched for {@link #DAYS} days is forgotten.
 */
final class Drafts {
    static final int DAYS = 90;
    static final int LONGEST = 400_000;
    static final int MOST = 100;
    static final int LARGEST = 4_000_000;

    private static final String YOUNG = "kept_at > now() - make_interval(days => " + DAYS + ")";

    private final JdbcClient database;

    Drafts(JdbcClient database) {
        this.database = database;
    }

    List<Draft.Line> of(Person person) {
        return database.sql(
                        """
                        SELECT report, section, kind, title, revision, kept_at FROM access.draft
                        WHERE account_id = ? AND %s ORDER BY kept_at DESC\
                        """
                                .formatted(YOUNG))
                .param(id(person))
                .query((row, _) ->
                        new Draft.Line(
                                row.getString("report"),
                                row.getString("section"),
                                row.getString("kind"),
                                row.getString("title"),
                                row.getLong("revision"),
                                keptAt(row)))
                .list();
    }

    Optional<Draft> of(Person person, DraftKey key) {
        return database.sql(
                        """
                        SELECT title, content, revision, kept_at FROM access.draft
                        WHERE account_id = ? AND report = ? AND section = ? AND kind = ? AND %s\
                        """
                                .formatted(YOUNG))
                .params(id(person), key.report(), key.section(), key.kind())
                .query((row, _) ->
                        new Draft(
                                key.report(),
                                key.section(),
                                key.kind(),
                                row.getString("title"),
                                row.getString("content"),
                                row.getLong("revision"),
                                keptAt(row)))
                .optional();
    }

    /**
     * Keeps it, unless another window or machine kept something else since. Sent once more, as
     * after an answer that was lost, it is what is there already.
     *
     * @param basedOn the revision that whoever writes has seen last; null for none
     */
    Optional<Draft.Kept> keep(
            Person person,
            DraftKey key,
            @Nullable String title,
            String content,
            @Nullable Long basedOn) {
        forgetTheOld();
        refuseTooMuch(person, key, content);
        return database.sql(
                        """
                        INSERT INTO access.draft AS kept (account_id, report, section, kind, title, content, revision)
                        VALUES (:person, :report, :section, :kind, :title, :content, nextval('access.draft_revision'))
                        ON CONFLICT (account_id, report, section, kind) DO UPDATE
                        SET title = excluded.title, content = excluded.content,
                            revision = excluded.revision, kept_at = now()
                        WHERE kept.revision = CAST(:basedOn AS bigint) OR kept.content = excluded.content
                        RETURNING revision, kept_at\
                        """)
                .param("person", id(person))
                .param("report", key.report())
                .param("section", key.section())
                .param("kind", key.kind())
                .param("title", title)
                .param("content", content)
                .param("basedOn", basedOn)
                .query((row, _) -> new Draft.Kept(row.getLong("revision"), keptAt(row)))
                .optional();
    }

    /** Throws it away, where it is still the one that was seen. */
    void drop(Person person, DraftKey key, long revision) {
        database.sql(
                        """
                        DELETE FROM access.draft
                        WHERE account_id = ? AND report = ? AND section = ? AND kind = ? AND revision = ?\
                        """)
                .params(id(person), key.report(), key.section(), key.kind(), revision)
                .update();
    }

    private void forgetTheOld() {
        database.sql("DELETE FROM access.draft WHERE NOT " + YOUNG).update();
    }

    /** Two windows at the very limit may both get through: it keeps the table small, no more. */
    private void refuseTooMuch(Person person, DraftKey key, String content) {
        record Rest(int drafts, long characters) {}
        Rest rest =
                database.sql(
                                """
                                SELECT count(*) AS drafts, coalesce(sum(length(content)), 0) AS characters
                                FROM access.draft
                                WHERE account_id = ? AND (report, section, kind) <> (?, ?, ?)\
                                """)
                        .params(id(person), key.report(), key.section(), key.kind())
                        .query((row, _) ->
                                new Rest(row.getInt("drafts"), row.getLong("characters")))
                        .single();
        if (rest.drafts() >= MOST || rest.characters() + content.length() > LARGEST) {
            throw Problem.of(ProblemCode.TOO_LARGE, "您的草稿太多，没有地方再保存这一份。请在工作台打开不用的草稿，保存或丢弃后再继续。");
        }
    }

    private static UUID id(Person person) {
        return UUID.fromString(person.id());
    }

    private static Instant keptAt(ResultSet row) throws SQLException {
        return row.getObject("kept_at", OffsetDateTime.class).toInstant();
    }
}
