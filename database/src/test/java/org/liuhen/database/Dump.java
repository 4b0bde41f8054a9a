package org.liuhen.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A whole database as a zip of CSV files, the same for every version of PostgreSQL: of each schema
 * the scripts that made it, with their checksums, the rows of each table, and where its sequences
 * stand.
 */
public final class Dump {
    private static final String SCRIPTS = "flyway_schema_history";
    private static final String SEQUENCES = "pg_sequences";
    private static final FileTime NO_TIME = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private Dump() {}

    /** Writes everything that Liuhen keeps there. */
    public static void write(TestDatabase from, Path file) throws SQLException, IOException {
        try (Connection connection = asSuperuser(from);
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            JdbcClient client = client(connection);
            for (String schema : schemas(client)) {
                write(connection, zip, schema + "/" + SCRIPTS, scripts(schema));
                for (Tables.Table table : new Tables(client, schema).all()) {
                    write(
                            connection,
                            zip,
                            schema + "/" + table.name(),
                            "SELECT %s FROM %s ORDER BY %s"
                                    .formatted(table.columnList(), table.quoted(), table.order()));
                }
                write(
                        connection,
                        zip,
                        schema + "/" + SEQUENCES,
                        """
                        SELECT sequencename, last_value FROM pg_sequences
                        WHERE schemaname = '%s' AND last_value IS NOT NULL ORDER BY sequencename\
                        """
                                .formatted(schema));
            }
        }
    }

    private static void write(Connection connection, ZipOutputStream zip, String name, String query)
            throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(name + ".csv").setLastModifiedTime(NO_TIME));
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT csv, HEADER)", zip);
        zip.closeEntry();
    }

    /**
     * Makes a database what that one was, by today's scripts as far as they had gone there.
     *
     * @param into an empty one
     * @throws IllegalStateException where a script is not what it was
     */
    public static void load(Path file, TestDatabase into) throws SQLException, IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> schemas = new LinkedHashSet<>();
            zip.stream().forEach(entry -> schemas.add(entry.getName().split("/")[0]));
            for (String schema : schemas) {
                List<String> scripts = text(zip, schema + "/" + SCRIPTS).lines().toList();
                String version = scripts.getLast().split(",")[0];
                Migrations.migrate(into.settings(), new Schema(schema), version);
            }
            try (Connection connection = asSuperuser(into)) {
                connection.setAutoCommit(false);
                JdbcClient client = client(connection);
                client.sql("SET LOCAL session_replication_role = replica").update();
                for (ZipEntry entry : zip.stream().toList()) {
                    load(connection, zip, entry);
                }
                connection.commit();
            }
        }
    }

    private static void load(Connection connection, ZipFile zip, ZipEntry entry)
            throws SQLException, IOException {
        String[] name = entry.getName().replace(".csv", "").split("/");
        String text = text(zip, name[0] + "/" + name[1]);
        switch (name[1]) {
            case SCRIPTS -> requireUnchanged(connection, name[0], text);
            case SEQUENCES -> new Tables(client(connection), name[0]).setSequences(pairs(text));
            default -> {
                String table = "\"%s\".\"%s\"".formatted(name[0], name[1]);
                client(connection).sql("DELETE FROM " + table).update();
                try (InputStream rows = zip.getInputStream(entry)) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "COPY %s (%s) FROM STDIN (FORMAT csv, HEADER)"
                                            .formatted(
                                                    table,
                                                    quoted(text.lines().findFirst().orElseThrow())),
                                    rows);
                }
            }
        }
    }

    /** In the order in which they were made, since later ones may name earlier ones. */
    private static List<String> schemas(JdbcClient client) {
        return client
                .sql(
                        """
                        SELECT nspname FROM pg_namespace
                        WHERE to_regclass(format('%I.%I', nspname, :scripts)) IS NOT NULL\
                        """)
                .param("scripts", SCRIPTS)
                .query(String.class)
                .list()
                .stream()
                .sorted(Comparator.comparing(schema -> made(client, schema)))
                .toList();
    }

    private static Instant made(JdbcClient client, String schema) {
        return client.sql("SELECT min(installed_on) FROM %s.%s".formatted(schema, SCRIPTS))
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static String scripts(String schema) {
        return """
        SELECT version, script, checksum FROM %s.%s
        WHERE version IS NOT NULL ORDER BY installed_rank\
        """
                .formatted(schema, SCRIPTS);
    }

    private static void requireUnchanged(Connection connection, String schema, String shipped)
            throws SQLException, IOException {
        StringWriter present = new StringWriter();
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + scripts(schema) + ") TO STDOUT (FORMAT csv, HEADER)", present);
        if (!present.toString().equals(shipped)) {
            throw new IllegalStateException(
                    "scripts of %s were %s and are %s".formatted(schema, shipped, present));
        }
    }

    private static Map<String, Long> pairs(String csv) {
        return csv.lines()
                .skip(1)
                .map(line -> line.split(","))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
    }

    private static String quoted(String columns) {
        return Arrays.stream(columns.split(",")).collect(Collectors.joining("\", \"", "\"", "\""));
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (InputStream entry = zip.getInputStream(zip.getEntry(name + ".csv"))) {
            return new String(entry.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Connection asSuperuser(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.settings().url(), "postgres", "");
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
