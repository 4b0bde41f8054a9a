package org.liuhen.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes schemas in one database that are in another: by the same scripts as far as they went there,
 * with the same rows, whatever versions of PostgreSQL the two have. Nobody else may write to either
 * meanwhile.
 *
 * @param from read only
 * @param into without these schemas
 */
public record SchemaCopy(DatabaseSettings from, DatabaseSettings into) {

    /** A table that both have alike. */
    public record Copied(String table, long rows) {}

    /**
     * Looks whether somebody has made a schema of their own, which would be left behind.
     *
     * @throws IllegalStateException where there is another than these, with its name
     */
    public void requireNoOthers(Set<String> known) throws SQLException {
        try (Connection source = ApplicationRole.owner(from).getConnection()) {
            List<String> others =
                    client(source)
                            .sql(
                                    """
                                    SELECT nspname FROM pg_namespace
                                    WHERE NOT starts_with(nspname, 'pg_') AND nspname <> 'information_schema'
                                      AND nspname <> ALL (:known)
                                    UNION
                                    SELECT 'public.' || relname FROM pg_class
                                    WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p')
                                    ORDER BY 1\
                                    """)
                            .param("known", known.toArray(String[]::new))
                            .query((row, _) -> row.getString(1))
                            .list();
            if (!others.isEmpty()) {
                throw new IllegalStateException(
                        "原数据库中有不是留痕所建的：%s。没有复制，请先把它们移到别处。".formatted(String.join("、", others)));
            }
        }
    }

    /**
     * Copies one of them and compares what arrived with what was sent.
     *
     * @return its tables; empty where the schema is not there
     * @throws IllegalStateException where something is there that the scripts do not make, or what
     *     arrived is not what was sent
     */
    public List<Copied> copy(Schema schema) throws SQLException, IOException {
        try (Connection source = ApplicationRole.owner(from).getConnection();
                Connection target = ApplicationRole.owner(into).getConnection()) {
            Tables there = new Tables(client(source), schema.name());
            Optional<String> version = there.version();
            if (version.isEmpty()) {
                return List.of();
            }
            Migrations.migrate(into, schema, version.get());
            Tables here = new Tables(client(target), schema.name());
            List<Tables.Table> tables = there.all();
            requireAlike(tables, here.all());
            List<Copied> copied = fill(source, target, tables);
            here.setSequences(there.sequences());
            return copied;
        }
    }

    private static void requireAlike(List<Tables.Table> there, List<Tables.Table> here) {
        Set<String> different = new TreeSet<>();
        there.stream()
                .filter(each -> !here.contains(each))
                .forEach(each -> different.add(each.quoted()));
        here.stream()
                .filter(each -> !there.contains(each))
                .forEach(each -> different.add(each.quoted()));
        if (!different.isEmpty()) {
            throw new IllegalStateException(
                    "原数据库中的这些表不是留痕所建，或与留痕所建的不同：%s。没有复制，请先把它们移到别处。"
                            .formatted(String.join("、", different)));
        }
    }

    /** As a replica, so that rows are taken as they are: no trigger asks who writes them. */
    private static List<Copied> fill(
            Connection source, Connection target, List<Tables.Table> tables)
            throws SQLException, IOException {
        List<Copied> copied = new ArrayList<>();
        target.setAutoCommit(false);
        client(target).sql("SET LOCAL session_replication_role = replica").update();
        for (Tables.Table table : tables) {
            client(target).sql("DELETE FROM " + table.quoted()).update();
            MessageDigest sent = sha256();
            long rows;
            try (InputStream out = new DigestInputStream(out(source, table), sent)) {
                rows =
                        target.unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(
                                        "COPY %s (%s) FROM STDIN"
                                                .formatted(table.quoted(), table.columnList()),
                                        out);
            }
            copied.add(new Copied(table.quoted(), rows));
            MessageDigest arrived = sha256();
            try (InputStream in = new DigestInputStream(out(target, table), arrived)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            requireAlike(table, sent, arrived);
        }
        target.commit();
        target.setAutoCommit(true);
        return copied;
    }

    private static void requireAlike(
            Tables.Table table, MessageDigest sent, MessageDigest arrived) {
        String was = HexFormat.of().formatHex(sent.digest());
        String is = HexFormat.of().formatHex(arrived.digest());
        if (!was.equals(is)) {
            throw new IllegalStateException(
                    "复制到新数据库的 %s 与原来的不同（%s，%s），没有采用。".formatted(table.quoted(), was, is));
        }
    }

    /** All rows as text, in an order of their own. */
    private static InputStream out(Connection connection, Tables.Table table) throws SQLException {
        return new PGCopyInputStream(
                connection.unwrap(PGConnection.class),
                "COPY (SELECT %s FROM %s ORDER BY %s) TO STDOUT"
                        .formatted(table.columnList(), table.quoted(), table.order()));
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
