package org.liuhen.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Problem;
import org.liuhen.command.Cast;
import org.liuhen.command.Commands;
import org.liuhen.command.WithAccounts;
import org.liuhen.command.seal.Packing;
import org.liuhen.database.TestDatabase;
import org.liuhen.verifier.ImpossibleActs.Act;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The owner of the database writes what the rules forbid into the record, in the right form and as
 * the next version of a report, and the log seals it: it is named all the same.
 */
class ImpossibleActsTest {
    @TempDir private static Path directory;
    private static TestDatabase database;
    private static List<Act> acts;
    private static final Map<Act, String> notPacked = new HashMap<>();
    private static Path honest;
    private static Path checkpoint;
    private static Path policy;
    private static Evidence.Said ofDatabase;

    @BeforeAll
    static void forge() throws IOException {
        database = TestDatabase.create();
        Bureau bureau = new Bureau(database);
        try (ConfigurableApplicationContext service = WithAccounts.on(database, database)) {
            ImpossibleActs forger =
                    new ImpossibleActs(service.getBean(Commands.class), database, bureau);
            String untouched = forger.honest();
            acts = forger.write();
            await().until(() -> sealed() == recorded());
            for (Act act : acts) {
                try {
                    pack(service, act.report());
                } catch (Problem problem) {
                    notPacked.put(act, problem.sentence());
                }
            }
            honest = pack(service, untouched);
        }
        checkpoint =
                Files.writeString(
                        directory.resolve("checkpoint.txt"),
                        one("SELECT note FROM seal.checkpoint ORDER BY size DESC LIMIT 1"));
        Path key =
                Path.of(database.properties().get("liuhen.data-directory").toString())
                        .resolve("seal/log.key");
        policy =
                Files.writeString(
                        directory.resolve("policy.txt"),
                        "log " + Files.readAllLines(key).getLast() + "\nquorum none\n");
        ofDatabase = check();
    }

    @Test
    void eachIsNamedInTheDatabase() {
        assertThat(acts)
                .hasSizeGreaterThan(15)
                .allSatisfy(act ->
                        assertThat(faults(ofDatabase))
                                .anyMatch(line ->
                                        line.contains(act.event()) && line.contains(act.said())));
    }

    @Test
    void nothingElseIsAccused() {
        assertThat(ofDatabase.code()).isEqualTo(1);
        assertThat(faults(ofDatabase)).hasSameSizeAs(acts);
        assertThat(ofDatabase.text()).contains("取自账号历史", "没有可以对照的依据", "检查点所封存的各行与封存时一致");
        Evidence.Said said = Evidence.verify(honest, "--policy", policy);
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("依规则重新判定");
    }

    /** What does not even fit what went before cannot be packed. */
    @Test
    void whatCannotBePackedIsNamedInstead() {
        assertThat(notPacked)
                .hasSize(1)
                .allSatisfy(
                        (act, said) -> assertThat(said).contains("记录前后不相衔接", act.said(), "请告知"));
    }

    /** But for what only the history of accounts can tell, which a package does not hold. */
    @Test
    void eachIsNamedInItsPackage() {
        assertThat(acts)
                .filteredOn(act -> !notPacked.containsKey(act))
                .allSatisfy(act -> {
                    Evidence.Said said = Evidence.verify(file(act.report()), "--policy", policy);
                    assertThat(said.text()).contains("资料包里没有账号历史");
                    if (act.byHistoryAlone()) {
                        assertThat(said.code()).as(said.text()).isZero();
                    } else {
                        assertThat(said.code()).as(said.text()).isEqualTo(1);
                        assertThat(faults(said))
                                .singleElement()
                                .asString()
                                .contains(act.event(), act.said());
                    }
                });
    }

    @Test
    void itIsToldInEnglishToo() {
        assertThat(check("--lang", "en").text())
                .contains("cannot have happened by the rules", "not-permitted", "as SECTION_HEAD");
    }

    /** Where accounts are kept in a database of their own. */
    @Test
    void accountsElsewhereAreAskedThere() {
        Evidence.Said there = checkWithAccountsIn(database);
        assertThat(faults(there)).isEqualTo(faults(ofDatabase));
        TestDatabase other = TestDatabase.create();
        assertThat(other.settings()).isNotEqualTo(database.settings());
        assertThat(checkWithAccountsIn(other))
                .satisfies(said -> {
                    assertThat(said.text()).contains("没有账号历史可查");
                    assertThat(ofEvents(said)).hasSize(byTheEventsAlone());
                });
        new Bureau(other);
        Evidence.Said unknown = checkWithAccountsIn(other);
        assertThat(ofEvents(unknown)).hasSize(byTheEventsAlone());
        assertThat(unknown.text()).contains("账号历史中没有以下");
    }

    private static int byTheEventsAlone() {
        return (int) acts.stream().filter(act -> !act.byHistoryAlone()).count();
    }

    private static Evidence.Said checkWithAccountsIn(TestDatabase accounts) {
        return check("--accounts-jdbc", accounts.settings().url(), "--accounts-user", "postgres");
    }

    private static Evidence.Said check(Object... more) {
        List<Object> all =
                new ArrayList<>(List.of("--jdbc", database.settings().url(), "--user", "postgres"));
        all.addAll(List.of("--checkpoint", checkpoint, "--policy", policy));
        all.addAll(List.of(more));
        return Evidence.verify(all.toArray());
    }

    private static List<String> faults(Evidence.Said said) {
        return said.text().lines().filter(line -> line.startsWith("✗")).toList();
    }

    /** Accounts in a database that the log does not know are accused besides. */
    private static List<String> ofEvents(Evidence.Said said) {
        return faults(said).stream().filter(line -> line.startsWith("✗ 事件 ")).toList();
    }

    private static Path pack(ConfigurableApplicationContext service, String id) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        service.getBean(Packing.class).of(Cast.AUDITOR, id).write(bytes);
        return Files.write(file(id), bytes.toByteArray());
    }

    private static Path file(String report) {
        return directory.resolve(report + ".zip");
    }

    private static String one(String sql) {
        return database.asOwner().sql(sql).query(String.class).single();
    }

    private static long sealed() {
        return Long.parseLong(one("SELECT coalesce(max(size), 0) FROM seal.checkpoint"));
    }

    private static long recorded() {
        return Long.parseLong(
                one(
                        """
                        SELECT (SELECT count(*) FROM record.event)
                             + (SELECT count(*) FROM access.journal)
                             + (SELECT count(*) FROM access.account_history)\
                        """));
    }
}
