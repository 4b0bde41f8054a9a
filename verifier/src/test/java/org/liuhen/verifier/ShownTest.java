package org.liuhen.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.verifier.ShownTables.Found;
import org.liuhen.verifier.ShownTables.Tampering;

/** What is shown is compared with the record: whatever differs is found, and named. */
class ShownTest {
    private static final long SEED = Long.getLong("liuhen.seed", 20261130);
    private static final int TAMPERINGS = Integer.getInteger("liuhen.tamperings", 30);

    private static Evidence evidence;
    private static ShownTables tables;

    private final Random random = new Random(SEED);
    private final List<String> missed = new ArrayList<>();

    @BeforeAll
    static void make() throws IOException {
        evidence = new Evidence(SEED);
        ReadingSide.reads(evidence.database);
        tables = new ShownTables(evidence.database);
    }

    @AfterEach
    void restore() {
        tables.restore();
    }

    @Test
    void whatTheReadersWroteIsWhatTheRecordSays() {
        Evidence.Said said = evidence.verifyDatabase();
        assertThat(said.code()).as(said.text()).isZero();
        for (String table : ShownTables.ALL) {
            assertThat(said.text())
                    .contains(
                            "✓ view.%s 与记录所述逐行一致：%s 行"
                                    .formatted(
                                            table,
                                            tables.one("SELECT count(*) FROM view." + table)));
        }
        assertThat(said.text()).contains("句子由本程序另写一遍");
    }

    @Test
    void anyColumnOfAnyTableIsHeldAgainstTheRecord() {
        for (String table : ShownTables.ALL) {
            for (String column : tables.columns(table)) {
                find(tables.alter(tables.any(table, random), column));
            }
        }
        assertThat(missed).as("-Dliuhen.seed=" + SEED).isEmpty();
    }

    @Test
    void aRowThatIsMissingAndARowTooManyAreNamed() {
        for (String table : ShownTables.ALL) {
            find(tables.delete(tables.any(table, random)));
            find(tables.add(tables.any(table, random)));
        }
        assertThat(missed).as("-Dliuhen.seed=" + SEED).isEmpty();
    }

    @Test
    void aWholeReportThatIsGoneIsNamed() {
        for (String table : ShownTables.ALL) {
            Found row = tables.any(table, random);
            tables.does(
                    "DELETE FROM view.%s WHERE report_id = '%s'".formatted(table, row.report()));
            find(new Tampering("all rows of " + row, List.of("view." + table, row.report())));
        }
        assertThat(missed).as("-Dliuhen.seed=" + SEED).isEmpty();
    }

    @Test
    void howFarAReaderHasComeIsHeldAgainstWhatItShows() {
        for (String reader : List.of("report", "history", "inbox", "reports")) {
            for (String moved : List.of("version - 1", "version + 1", "version + 1000")) {
                Found row = tables.any("taken", random);
                tables.does(
                        "UPDATE view.taken SET version = %s, before = 0 WHERE reader = '%s' AND report_id = '%s'"
                                .formatted(moved, reader, row.report()));
                find(new Tampering(reader + " " + moved, List.of(row.report())));
            }
            Found row = tables.any("taken", random);
            tables.does(
                    "DELETE FROM view.taken WHERE reader = '%s' AND report_id = '%s'"
                            .formatted(reader, row.report()));
            find(new Tampering(reader + " gone", List.of(row.report())));
        }
        assertThat(missed).as("-Dliuhen.seed=" + SEED).isEmpty();
    }

    @Test
    void tamperingsAtRandomAreFoundAndNamed() {
        for (int run = 0; run < TAMPERINGS; run++) {
            String table = ShownTables.ALL.get(random.nextInt(ShownTables.ALL.size()));
            Found row = tables.any(table, random);
            List<String> columns = tables.columns(table);
            find(
                    switch (random.nextInt(6)) {
                        case 0 -> tables.delete(row);
                        case 1 -> tables.add(row);
                        default -> tables.alter(row, columns.get(random.nextInt(columns.size())));
                    });
        }
        System.out.printf(
                "views: tampered %d times (seed %d), found %d%n",
                TAMPERINGS, SEED, TAMPERINGS - missed.size());
        assertThat(missed).as("-Dliuhen.seed=" + SEED).isEmpty();
    }

    @Test
    void whatAReaderHasNotComeToYetIsSaidAndIsNoFault() {
        String report = tables.any("taken", random).report();
        for (String table : List.of("history", "taken")) {
            String reader = table.equals("taken") ? " AND reader = 'history'" : "";
            tables.does(
                    "DELETE FROM view.%s WHERE report_id = '%s'%s"
                            .formatted(table, report, reader));
        }
        Evidence.Said said = evidence.verifyDatabase();
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("报告 " + report + " 最后").contains("还没有读到");
    }

    @Test
    void aReportAtWhichTheReadersStoppedIsNamed() {
        String report = tables.any("taken", random).report();
        tables.does(
                """
                INSERT INTO view.dead_letter (dead_letter_id, reader, report_id, place, message_type,
                    event_id, recorded_at, name, payload, enqueued_at)
                VALUES ('one', 'history', '%s', 0, 'event', 'e', 'then', 'n', '', 'then')\
                """
                        .formatted(report));
        Evidence.Said said = evidence.verifyDatabase();
        tables.does("TRUNCATE view.dead_letter");
        assertThat(said.text()).contains("停在报告 " + report);
    }

    @Test
    void aTableThatShowsTheCheckerOtherRowsIsNamed() {
        tables.does("ALTER TABLE view.history ENABLE ROW LEVEL SECURITY");
        Evidence.Said secured = evidence.verifyDatabase();
        tables.does("ALTER TABLE view.history DISABLE ROW LEVEL SECURITY");
        assertThat(secured.code()).isOne();
        assertThat(secured.text()).contains("view.history");
        tables.does(
                """
                ALTER TABLE view.report RENAME TO real_report;
                CREATE VIEW view.report AS SELECT * FROM view.real_report\
                """);
        Evidence.Said seen = evidence.verifyDatabase();
        tables.does(
                """
                DROP VIEW view.report;
                ALTER TABLE view.real_report RENAME TO report\
                """);
        assertThat(seen.code()).isOne();
        assertThat(seen.text()).contains("view.report");
    }

    @Test
    void whatIsShownIsMadeAnewByOneCommandAndOnceForEachWord() {
        ShownTables.ALL.forEach(
                table -> tables.alter(tables.any(table, random), tables.columns(table).getLast()));
        tables.does("UPDATE view.taken SET before = version");
        assertThat(evidence.verifyDatabase().code()).isOne();
        ReadingSide.reads(evidence.database, "--liuhen.views.anew=2026-11-30");
        Evidence.Said anew = evidence.verifyDatabase();
        assertThat(anew.code()).as(anew.text()).isZero();

        Found row = tables.any("history", random);
        tables.alter(row, "summary");
        ReadingSide.reads(evidence.database, "--liuhen.views.anew=2026-11-30");
        Evidence.Said left = evidence.verifyDatabase();
        assertThat(left.text()).contains(row.report()).contains("summary");
    }

    private void find(Tampering done) {
        Evidence.Said said = evidence.verifyDatabase();
        boolean named =
                said.text()
                        .lines()
                        .filter(line -> line.startsWith("✗"))
                        .anyMatch(line -> done.named().stream().allMatch(line::contains));
        if (said.code() != Verify.SOMETHING_DOES_NOT || !named) {
            missed.add(done.what() + ": " + said.text());
        }
        tables.restore();
    }
}
