package org.liuhen.command.seal;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Succession;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of how logs began after others, and what is kept of those. */
final class Successions {
    private static final List<String> TABLES = List.of("leaf", "tile", "checkpoint");

    private final JdbcClient database;
    private final DatabaseSettings settings;

    Successions(JdbcClient database, DatabaseSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** How the log that goes on began; empty where it is the first. */
    Optional<Succession> latest() {
        return database.sql("SELECT document FROM seal.succession ORDER BY number DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(Succession::parse);
    }

    /**
     * Puts the log that is there aside, and begins the one after it with its first leaf. As the
     * owner of the tables: the application may not empty them. All of it or nothing.
     *
     * @throws Malformed where another was begun meanwhile
     */
    void begin(Succession succession, int oneAtATime) {
        DriverManagerDataSource source =
                new DriverManagerDataSource(
                        settings.url(), settings.username(), settings.password());
        JdbcClient owner = JdbcClient.create(source);
        new TransactionTemplate(new JdbcTransactionManager(source))
                .executeWithoutResult(_ -> {
                    owner.sql("SELECT pg_advisory_xact_lock(?)")
                            .param(oneAtATime)
                            .query((_, _) -> 0)
                            .list();
                    begin(owner, succession);
                });
    }

    private static void begin(JdbcClient owner, Succession succession) {
        long number =
                owner.sql("SELECT coalesce(max(number), 0) + 1 FROM seal.succession")
                        .query(Long.class)
                        .single();
        for (String table : TABLES) {
            owner.sql("INSERT INTO seal.former_%1$s SELECT ?, * FROM seal.%1$s".formatted(table))
                    .param(number)
                    .update();
        }
        owner.sql(
                        """
                        INSERT INTO seal.former_cosignature
                        SELECT ?, size, witness, line, signed_at FROM seal.cosignature\
                        """)
                .param(number)
                .update();
        owner.sql(
                        """
                        TRUNCATE seal.leaf, seal.tile, seal.checkpoint, seal.cosignature,
                            seal.witnessed, seal.progress\
                        """)
                .update();
        owner.sql("INSERT INTO seal.succession VALUES (?, ?, ?, ?)")
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
