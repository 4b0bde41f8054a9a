package org.liuhen.verifier;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.command.Cast;
import org.liuhen.command.Commands;
import org.liuhen.command.Office;
import org.liuhen.command.WithAccounts;
import org.liuhen.database.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Accounts, their history and a journal, made by the real triggers, sealed, and left alone; in the
 * record's database or in another.
 */
final class AccountsEvidence {
    static final List<String> TABLES =
            List.of(
                    "access.journal",
                    "access.account_history",
                    "access.held",
                    "access.organisation",
                    "access.account",
                    "access.account_role");
    private static final List<String> LOG = List.of("seal.leaf", "seal.checkpoint", "seal.tile");

    final TestDatabase record = TestDatabase.create();
    final TestDatabase accounts;
    final Path directory;
    private final Path checkpoint;
    private final Path policy;
    private final boolean apart;

    AccountsEvidence(boolean apart) throws Exception {
        this.apart = apart;
        this.accounts = apart ? TestDatabase.create() : record;
        directory = Files.createTempDirectory("evidence");
        Path seal = directory.resolve("seal");
        try (ConfigurableApplicationContext service =
                WithAccounts.on(record, accounts, "--liuhen.seal.directory=" + seal)) {
            new Office(accounts)
                    .begin()
                    .looks("report-viewed", "history-viewed", "forbidden", "signed-in");
            Commands commands = service.getBean(Commands.class);
            commands.carryOut(Cast.DRAFTER, Cast.request(), Cast.open(2023, 1));
            commands.carryOut(Cast.DRAFTER, Cast.request(), Cast.edit(2023, "1.1", "改后的", 1));
            new Office(accounts).looks("signed-out", "not-found");
            await().atMost(Duration.ofSeconds(60)).until(() -> service.isRunning() && isSealed());
        }
        checkpoint =
                Files.writeString(
                        directory.resolve("checkpoint.txt"),
                        text(
                                record,
                                "SELECT note FROM seal.checkpoint ORDER BY size DESC LIMIT 1"));
        policy =
                Files.writeString(
                        directory.resolve("policy.txt"),
                        "log "
                                + Files.readAllLines(seal.resolve("log.key")).getLast()
                                + "\nquorum none\n");
        keep();
    }

    private boolean isSealed() {
        long rows =
                number(record, "SELECT count(*) FROM record.event")
                        + number(accounts, "SELECT count(*) FROM access.journal")
                        + number(accounts, "SELECT count(*) FROM access.account_history");
        return number(record, "SELECT coalesce(max(size), 0) FROM seal.checkpoint") == rows;
    }

    private void keep() {
        accounts.asOwner().sql("CREATE SCHEMA kept").update();
        if (apart) {
            record.asOwner().sql("CREATE SCHEMA kept").update();
        }
        TABLES.forEach(table -> keep(accounts, table));
        LOG.forEach(table -> keep(record, table));
    }

    private static void keep(TestDatabase database, String table) {
        database.asOwner()
                .sql("CREATE TABLE %s AS TABLE %s".formatted(kept(table), table))
                .update();
    }

    private static String kept(String table) {
        return "kept." + table.replaceAll(".*\\.", "");
    }

    /** As it was, without the triggers that would tell of it. */
    void restore() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("account", "account_role", "organisation")) {
            all.append("ALTER TABLE access.%s DISABLE TRIGGER USER;".formatted(table));
        }
        all.append("TRUNCATE ").append(String.join(", ", TABLES)).append(" CASCADE;");
        TABLES.forEach(table ->
                all.append(
                        "INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT * FROM %s;"
                                .formatted(table, kept(table))));
        for (String table : List.of("account", "account_role", "organisation")) {
            all.append("ALTER TABLE access.%s ENABLE TRIGGER USER;".formatted(table));
        }
        accounts.asOwner().sql(all.toString()).update();
        record.asOwner()
                .sql(
                        "TRUNCATE seal.leaf, seal.tile, seal.checkpoint, seal.cosignature,"
                                + " seal.witnessed;INSERT INTO seal.checkpoint SELECT * FROM"
                                + " kept.checkpoint;INSERT INTO seal.leaf SELECT * FROM"
                                + " kept.leaf;INSERT INTO seal.tile SELECT * FROM kept.tile")
                .update();
    }

    void owner(String statement) {
        accounts.asOwner().sql(statement).update();
    }

    String one(String sql) {
        return text(accounts, sql);
    }

    private static String text(TestDatabase database, String sql) {
        return database.asOwner().sql(sql).query(String.class).single();
    }

    private static long number(TestDatabase database, String sql) {
        return database.asOwner().sql(sql).query(Long.class).single();
    }

    Evidence.Said verify() {
        return verifyAs("postgres", null);
    }

    Evidence.Said verifyAs(String user, @Nullable Path password) {
        List<Object> all = new ArrayList<>(List.of("--jdbc", record.settings().url()));
        all.addAll(List.of("--user", user, "--checkpoint", checkpoint, "--policy", policy));
        if (apart) {
            all.addAll(List.of("--accounts-jdbc", accounts.settings().url()));
            all.addAll(List.of("--accounts-user", user));
        }
        if (password != null) {
            all.addAll(List.of("--password-file", password));
        }
        if (apart && password != null) {
            all.addAll(List.of("--accounts-password-file", password));
        }
        return Evidence.verify(all.toArray());
    }

    /** Without saying where accounts are. */
    Evidence.Said verifyRecordOnly() {
        return Evidence.verify(
                "--jdbc",
                record.settings().url(),
                "--user",
                "postgres",
                "--checkpoint",
                checkpoint,
                "--policy",
                policy);
    }
}
