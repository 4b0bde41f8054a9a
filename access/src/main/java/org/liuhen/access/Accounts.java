package org.liuhen.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The people who may sign in. Asked afresh at every request: what is revoked is gone at once (ASVS
 * v5.0.0-8.3.2), so nothing here is cached.
 */
public final class Accounts {
    private final JdbcClient database;

    Accounts(JdbcClient database) {
        this.database = database;
    }

    /** The person as they are now, or nobody where their session has been ended or is disabled. */
    Optional<SignedIn> signedIn(SessionHolder holder) {
        return one(
                        """
                        a.id = ? AND a.enabled
                        AND coalesce((SELECT number FROM access.generation WHERE account_id = a.id), 0) = ?\
                        """,
                        holder.account(),
                        holder.generation())
                .map(person -> new SignedIn(person, holder));
    }

    /** The person of that account name, or nobody where there is none or it is disabled. */
    public Optional<Person> named(String username) {
        return one("a.username = ? AND a.enabled", username);
    }

    /**
     * Whoever has that account name or identifier, also where they have left and the account is
     * disabled: for looking back, never for letting in.
     */
    public Optional<Person> whoever(String usernameOrId) {
        return one("a.username = ?", usernameOrId).or(() -> one("a.id::text = ?", usernameOrId));
    }

    /**
     * The same as they were at that moment: with the roles, organisation and post they held then,
     * and no role before the account was there.
     */
    public Optional<Person> whoever(String usernameOrId, Instant at) {
        return then("a.username = ?", usernameOrId, at)
                .or(() -> then("a.id::text = ?", usernameOrId, at));
    }

    /** Whether an organisation of this identifier is registered. */
    public boolean haveOrganisation(String id) {
        return database.sql("SELECT EXISTS (SELECT FROM access.organisation WHERE id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private Optional<Person> then(String condition, String value, Instant at) {
        return database.sql(
                        """
                        SELECT a.id, coalesce(h.name, a.name) AS name, coalesce(h.post, a.post) AS post,
                               o.id AS organisation_id, o.name AS organisation_name,
                               coalesce(h.roles, '{}') AS roles
                        FROM access.account a
                        LEFT JOIN access.held h ON h.account_id = a.id
                            AND h.valid_from <= ? AND h.valid_to > ?
                        JOIN access.organisation o
                            ON o.id = coalesce(h.organisation_id, a.organisation_id)
                        WHERE %s\
                        """
                                .formatted(condition))
                .params(at.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC), value)
                .query((row, _) -> person(row))
                .optional();
    }

    private Optional<Person> one(String condition, Object... values) {
        return database.sql(
                        """
                        SELECT a.id, a.name, a.post, o.id AS organisation_id, o.name AS organisation_name,
                               ARRAY(SELECT r.role FROM access.account_role r WHERE r.account_id = a.id) AS roles
                        FROM access.account a JOIN access.organisation o ON o.id = a.organisation_id
                        WHERE %s\
                        """
                                .formatted(condition))
                .params(values)
                .query((row, _) -> person(row))
                .optional();
    }

    Optional<Account> byUsername(String username) {
        return database.sql(
                        """
                        SELECT id, username, password_hash, enabled, coalesce(number, 0) AS generation
                        FROM access.account LEFT JOIN access.generation ON account_id = id
                        WHERE username = ?\
                        """)
                .param(username)
                .query((row, _) ->
                        new Account(
                                row.getObject("id", UUID.class),
                                row.getString("username"),
                                row.getString("password_hash"),
                                row.getBoolean("enabled"),
                                row.getLong("generation")))
                .optional();
    }

    private static Person person(ResultSet row) throws SQLException {
        String[] roles = (String[]) row.getArray("roles").getArray();
        return new Person(
                row.getString("id"),
                row.getString("name"),
                new Organisation(
                        row.getString("organisation_id"), row.getString("organisation_name")),
                row.getString("post"),
                Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toSet()));
    }
}
