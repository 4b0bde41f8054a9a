package org.liuhen.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to accounts and in the journal of a database, as its owner does it. */
public final class Office {
    private static final String ENTRY =
            """
            INSERT INTO access.journal (id, at, request_id, person_id, person_name, organisation_id,
                organisation_name, post, username, address, method, path, report_id, asked, status,
                code, detail)
            VALUES (gen_random_uuid(), clock_timestamp(), gen_random_uuid(), 'p-1', '王五', 'bureau',
                '生态环境局', '科员', 'wang', '10.0.0.8', 'GET', '/api/reports/r', 'r', '查阅报告', 200,
                '%s', '说明')\
            """;

    private final TestDatabase database;

    public Office(TestDatabase database) {
        this.database = database;
    }

    private JdbcClient owner() {
        return database.asOwner();
    }

    /** Some people, one of whom got another role since, and one of whom has left. */
    public Office begin() {
        does("INSERT INTO access.organisation (id, name) VALUES ('bureau', '生态环境局')");
        for (String username : new String[] {"wang", "li", "zhao"}) {
            does(
                    """
                    INSERT INTO access.account (id, username, name, organisation_id, post, password_hash)
                    VALUES (gen_random_uuid(), '%1$s', '%1$s先生', 'bureau', '科员', '{bcrypt}secret')\
                    """
                            .formatted(username));
            grant(username, "DRAFTER");
        }
        grant("li", "SECTION_HEAD");
        does("DELETE FROM access.account_role WHERE role = 'DRAFTER' AND " + of("li"));
        does("UPDATE access.account SET enabled = false WHERE username = 'zhao'");
        return this;
    }

    public Office grant(String username, String role) {
        return does(
                "INSERT INTO access.account_role SELECT id, '%s' FROM access.account WHERE username = '%s'"
                        .formatted(role, username));
    }

    private static String of(String username) {
        return "account_id = (SELECT id FROM access.account WHERE username = '" + username + "')";
    }

    /** Entries of the journal, each under a code of its own. */
    public Office looks(String... codes) {
        for (String code : codes) {
            does(ENTRY.formatted(code));
        }
        return this;
    }

    public Office does(String statement) {
        owner().sql(statement).update();
        return this;
    }

    /** An entry in a transaction that the caller ends. */
    public Connection begins(String code) throws SQLException {
        DatabaseSettings settings = database.settings();
        Connection connection =
                DriverManager.getConnection(
                        settings.url(), settings.username(), settings.password());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(ENTRY.formatted(code));
        }
        return connection;
    }
}
