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
            if (!tables.equals(here.all())) {
                throw new IllegalStateException(
                        "“%s”中的表与本版本所建的不同（%s；%s），没有复制。"
                                .formatted(schema.name(), tables, here.all()));
            }
            List<Copied> copied = fill(source, target, tables);
            here.setSequences(there.sequences());
            return copied;
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
