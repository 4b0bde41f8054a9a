package org.liuhen.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liuhen.workflow.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Adds the organisations and accounts that are absent; what is there already stays as it is. */
final class AccountImport {
    private final JdbcClient database;
    private final TransactionOperations transaction;
    private final int bcryptStrength;

    /** Takes hashes of this strength: others would tell by their time whose name there is. */
    AccountImport(JdbcClient database, TransactionOperations transaction, int bcryptStrength) {
        this.database = database;
        this.transaction = transaction;
        this.bcryptStrength = bcryptStrength;
    }

    /**
     * Adds all of it, or, where anything is wrong, nothing.
     *
     * @return what is wrong, a sentence each
     */
    List<String> add(OrganisationFile file, Lines lines, boolean demonstration) {
        List<String> faults =
                new OrganisationCheck(lines, registered(), bcryptStrength).faults(file);
        if (faults.isEmpty()) {
            transaction.executeWithoutResult(_ -> {
                file.organisations().forEach(this::add);
                file.accounts().forEach(member -> add(member, demonstration));
            });
        }
        return faults;
    }

    private OrganisationCheck.Registered registered() {
        Map<String, OrganisationKind> kinds = new HashMap<>();
        database.sql("SELECT id, kind FROM access.organisation WHERE kind IS NOT NULL")
                .query(row -> {
                    OrganisationKind kind = OrganisationKind.valueOf(row.getString("kind"));
                    kinds.put(row.getString("id"), kind);
                });
        database.sql(
                        """
                        SELECT DISTINCT organisation_id, role FROM access.account
                        JOIN access.account_role ON account_id = id\
                        """)
                .query(row -> {
                    String id = row.getString("organisation_id");
                    OrganisationKind.of(Role.valueOf(row.getString("role")))
                            .ifPresent(kind -> kinds.putIfAbsent(id, kind));
                });
        return new OrganisationCheck.Registered(
                Set.copyOf(all("SELECT id FROM access.organisation")), kinds, people());
    }

    private List<String> all(String sql) {
        return database.sql(sql).query((row, _) -> row.getString(1)).list();
    }

    private List<OrganisationCheck.Known> people() {
        return database.sql(
                        """
                        SELECT username, organisation_id, name,
                               ARRAY(SELECT role FROM access.account_role WHERE account_id = id) AS roles
                        FROM access.account\
                        """)
                .query((row, _) ->
                        new OrganisationCheck.Known(
                                row.getString("username"),
                                row.getString("organisation_id"),
                                row.getString("name"),
                                Arrays.stream((String[]) row.getArray("roles").getArray())
                                        .map(Role::valueOf)
                                        .collect(Collectors.toSet())))
                .list();
    }

    private void add(OrganisationFile.Institution organisation) {
        OrganisationKind kind = organisation.kind();
        database.sql(
                        """
                        INSERT INTO access.organisation (id, name, kind) VALUES (:id, :name, :kind)
                        ON CONFLICT DO NOTHING\
                        """)
                .param("id", organisation.id())
                .param("name", organisation.name())
                .param("kind", kind == null ? null : kind.name())
                .update();
    }

    private void add(OrganisationFile.Member member, boolean demonstration) {
        UUID id = RequestId.next().value();
        int added =
                database.sql(
                                """
                                INSERT INTO access.account (id, username, name, organisation_id, post,
                                                            password_hash, demonstration)
                                VALUES (:id, :username, :name, :organisation, :post, :hash, :demonstration)
                                ON CONFLICT (username) DO NOTHING\
                                """)
                        .param("id", id)
                        .param("username", member.username())
                        .param("name", member.name())
                        .param("organisation", member.organisation())
                        .param("post", member.post())
                        .param("hash", member.passwordHash())
                        .param("demonstration", demonstration)
                        .update();
        if (added == 1) {
            grant(id, member.roles());
        }
    }

    private void grant(UUID account, Collection<Role> roles) {
        for (Role role : roles) {
            database.sql("INSERT INTO access.account_role (account_id, role) VALUES (?, ?)")
                    .params(account, role.name())
                    .update();
        }
    }
}
