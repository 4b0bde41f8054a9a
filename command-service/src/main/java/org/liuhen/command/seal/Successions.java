package org.liuhen.command.seal;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of how logs began after others, and what is kept of those. */
final class Successions {
    /** What is kept of a log: each table, and its columns. */
    private static final Map<String, String> KEPT = new LinkedHashMap<>();

    static {
        KEPT.put("leaf", "index, kind, position, row_id, row_hash");
        KEPT.put("tile", "level, index, hashes");
        KEPT.put("checkpoint", "size, note, signed_at");
        KEPT.put("cosignature", "size, witness, line, signed_at");
    }

    private final JdbcClient database;
    private final DatabaseSettings settings;

    Successions(JdbcClient database, DatabaseSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** All, in the order in which they were. */
    List<Succession> all() {
        return database.sql("SELECT document FROM seal.succession ORDER BY number")
                .query((row, _) -> Succession.parse(row.getString(1)))
                .list();
    }

    /** How the log that goes on began; empty where it is the first. */
    Optional<Succession> latest() {
        return database.sql("SELECT document FROM seal.succession ORDER BY number DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(Succession::parse);
    }

    /**
     * Puts the log that is there aside, and begins the one after it with its first leaf: all of it
     * or nothing, while nobody seals. As the owner of the tables, since the application may not
     * empty them.
     *
     * @param decide told of all that were before; empty where none is to begin
     * @return what began
     */
    Optional<Succession> begin(Function<List<Succession>, Optional<Succession>> decide) {
        DriverManagerDataSource source =
                new DriverManagerDataSource(
                        settings.url(), settings.username(), settings.password());
        JdbcClient owner = JdbcClient.create(source);
        Optional<Succession> begun =
                new TransactionTemplate(new JdbcTransactionManager(source))
                        .execute(_ -> {
                            owner.sql("SELECT pg_advisory_xact_lock(?)")
                                    .param(Sealer.ONE_AT_A_TIME)
                                    .query((_, _) -> 0)
                                    .list();
                            Optional<Succession> decided = decide.apply(all());
                            decided.ifPresent(succession -> begin(owner, succession));
                            return decided;
                        });
        return begun == null ? Optional.empty() : begun;
    }

    private static void begin(JdbcClient owner, Succession succession) {
        long number =
                owner.sql("SELECT coalesce(max(number), 0) + 1 FROM seal.succession")
                        .query(Long.class)
                        .single();
        KEPT.forEach((table, columns) ->
                owner.sql(
                                """
                                INSERT INTO seal.former_%1$s (number, %2$s)
                                SELECT ?, %2$s FROM seal.%1$s\
                                """
                                        .formatted(table, columns))
                        .param(number)
                        .update());
        owner.sql(
                        """
                        TRUNCATE seal.leaf, seal.tile, seal.checkpoint, seal.cosignature,
                            seal.witnessed, seal.progress\
                        """)
                .update();
        owner.sql(
                        """
                        INSERT INTO seal.succession (number, id, document, begun_at)
                        VALUES (?, ?, ?, ?)\
                        """)
                .params(
                        number,
                        succession.id(),
                        succession.toString(),
                        succession.at().atOffset(ZoneOffset.UTC))
                .update();
        owner.sql(
                        """
                        INSERT INTO seal.leaf (index, kind, position, row_id, row_hash)
                        VALUES (0, ?, 0, ?, ?)\
                        """)
                .params(Succession.KIND, succession.id(), succession.hash())
                .update();
        owner.sql("INSERT INTO seal.tile (level, index, hashes) VALUES (0, 0, ?)")
                .param(Hash.leaf(succession.entry()).bytes())
                .update();
    }
}
