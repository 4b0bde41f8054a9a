package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.liuhen.standalone.LogOffice.BY;
import static org.liuhen.standalone.LogOffice.FIRST;
import static org.liuhen.standalone.LogOffice.REASON;
import static org.liuhen.standalone.LogOffice.SECOND;
import static org.liuhen.standalone.LogOffice.THIRD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Note;
import org.liuhen.seal.Succession;
import org.liuhen.standalone.LogOffice.Said;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that was restored to before what was signed, and the log that goes on after it. */
class RestoredLogTest {
    @TempDir private Path directory;

    @Test
    void aSuccessorBeginsThatSaysWhatWasLostAndIsWitnessedAndVerified() throws Exception {
        LogOffice office = new LogOffice(directory);
        String firstKey;
        String report;
        Path early;
        Path earlyPackage;
        try (office) {
            office.start(FIRST).sealed();
            firstKey = office.key();
            report = office.open(2031);
            office.sealed();
            early = office.checkpoint("early.txt");
            earlyPackage = office.download(report, "early.zip");
        }
        String older = office.database().older();
        long kept = signedInDatabase(office);
        try (office) {
            office.start(FIRST);
            office.open(2032);
            office.open(2033);
            office.sealed();
            assertThat(office.look("audit.example").code()).isZero();
        }
        Path late = Files.copy(memory(office), directory.resolve("late.txt"));
        office.database().putBack(older);

        try (office) {
            office.start(FIRST);
            office.open(2034);
            await().until(() -> sealing(office) == 503);
        }
        assertThatThrownBy(() -> office.start(SECOND)).hasStackTraceContaining("属于“" + FIRST);
        assertThatThrownBy(() -> office.start(FIRST, BY, REASON))
                .hasStackTraceContaining("新日志须另取名称");
        assertThatThrownBy(() -> office.start(SECOND, "--liuhen.seal.successor.by=drafter", REASON))
                .hasStackTraceContaining("系统管理员的账号");
        assertThatThrownBy(() -> office.start(SECOND, BY))
                .hasStackTraceContaining("由谁、为何另立日志，须各写一行");

        for (int start = 0; start < 2; start++) { // the second time it has begun already
            try (office) {
                office.start(SECOND, BY, REASON).sealed();
                assertThat(sealing(office)).isEqualTo(200);
                Succession begun = office.begun();
                assertThat(begun.by()).contains("赵立新");
                assertThat(begun.reason()).contains("磁盘损坏");
                assertThat(begun.kept()).isEqualTo(kept);
                assertThat(begun.lost()).isEqualTo(sizeOf(late) - kept).isPositive();
                assertThat(begun.before().toString()).isEqualTo(firstKey);
                assertThat(begun.last().text())
                        .isEqualTo(Note.parse(Files.readString(late)).text());
                if (start == 0) {
                    refusedUntilItIsDecided(office);
                }
                office.witnessed();
                Path both = office.policy(firstKey, office.key());
                verified(office, both, early, late, earlyPackage);
                Said packed = LogOffice.verifyPackage(office.download(report, "now.zip"), both);
                assertThat(packed.code()).as(packed.text()).isZero();
                assertThat(packed.text()).contains(SECOND);
            }
        }
        assertThatThrownBy(() -> office.start(FIRST)).hasStackTraceContaining("属于“" + SECOND);
        Files.copy(
                former(office, "log.key"),
                office.seal().resolve("log.key"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> office.start(FIRST))
                .as("a machine to which nobody brought the new key")
                .hasStackTraceContaining("之后已经另立了“" + SECOND);
    }

    private static Path former(LogOffice office, String file) throws IOException {
        try (Stream<Path> files = Files.list(office.seal())) {
            return files.filter(it -> it.getFileName().toString().startsWith(file + ".until-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void refusedUntilItIsDecided(LogOffice office) {
        Witnesses.Said refused = office.look("audit.example");
        assertThat(refused.code()).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("日志换了", "磁盘损坏", "已经失去");
        Witnesses.Said accepted = office.look("audit.example", "--accept-successor");
        assertThat(accepted.code()).as(accepted.text()).isZero();
    }

    private static void verified(
            LogOffice office, Path both, Path early, Path late, Path earlyPackage)
            throws IOException {
        Path now = office.checkpoint("now.txt");
        Said whole = office.verify(now, both, earlyPackage.toString());
        assertThat(whole.code()).as(whole.text()).isZero();
        assertThat(whole.text()).contains("另立了 " + SECOND, "赵立新", "磁盘损坏", "失去");
        Said former = office.verify(early, both);
        assertThat(former.code()).as(former.text()).isZero();
        assertThat(former.text()).contains("照原样重新封存");
        Said lost = office.verify(late, both);
        assertThat(lost.code()).as(lost.text()).isEqualTo(1);
        assertThat(lost.text()).contains("其后的已经失去");
        assertThat(LogOffice.verifyPackage(earlyPackage, both).code()).isZero();
    }

    /** Who owns the database changes what it says of the log before. */
    @Test
    void whatTheDatabaseSaysOfFormerLogsIsHeldAgainstWhatWasSigned() throws Exception {
        LogOffice office = new LogOffice(directory);
        String firstKey;
        Path early;
        try (office) {
            office.start(FIRST).sealed();
            firstKey = office.key();
            early = office.checkpoint("early.txt");
        }
        String secondKey;
        try (office) {
            office.start(SECOND, BY, REASON).sealed();
            secondKey = office.key();
        }
        try (office) {
            office.start(THIRD, BY, REASON).sealed();
        }
        try (office) {
            office.start(THIRD).sealed();
            Path three = office.policy(firstKey, secondKey, office.key());
            Path now = office.checkpoint("now.txt");
            for (Path given : new Path[] {now, early}) {
                Said said = office.verify(given, three);
                assertThat(said.code()).as(said.text()).isZero();
                assertThat(said.text()).contains("另立了 " + SECOND, "另立了 " + THIRD, "照原样重新封存");
            }
            Said unread = office.verifyAsAuditorWithout("seal.succession", now, three);
            assertThat(unread.code()).as(unread.text()).isEqualTo(2);
            assertThat(unread.text()).contains("不能读其来历", "SELECT");
            Said read = office.verifyAsAuditorWithout("seal.former_tile", now, three);
            assertThat(read.code()).as(read.text()).isZero();

            String as =
                    "UPDATE seal.succession SET document = replace(document, '磁盘', '文件') WHERE number = ";
            found(office, three, now, as + 2, "来历与第一片叶子所封存的不同");
            found(office, three, now, as + 1, "来历与第一片叶子所封存的不同");
            found(office, three, now, "DELETE FROM seal.succession WHERE number = 2", "来历已经不在");
            found(office, three, now, "DELETE FROM seal.succession WHERE number = 1", "来历已经不在");
            found(
                    office,
                    three,
                    now,
                    "INSERT INTO seal.succession SELECT 9, 'ffffffff', document, begun_at FROM seal.succession WHERE number = 1",
                    "第一片叶子没有这样说");
            found(
                    office,
                    three,
                    now,
                    "UPDATE seal.succession SET document = 'x' || document WHERE number = 2",
                    "来历与第一片叶子所封存的不同");
            found(
                    office,
                    three,
                    now,
                    "UPDATE seal.former_leaf SET row_hash = sha256(row_hash) WHERE index = 1 AND number = 1",
                    "没有照原样重新封存");
            found(
                    office,
                    three,
                    early,
                    "UPDATE seal.former_leaf SET row_hash = sha256(row_hash) WHERE index = 1 AND number = 1",
                    "被改动过");
            found(
                    office,
                    three,
                    now,
                    "DELETE FROM seal.former_leaf WHERE number = 2 AND index = 3",
                    "被改动过");
        }
    }

    private static void found(LogOffice office, Path policy, Path given, String change, String as) {
        JdbcClient owner = office.database().asOwner();
        owner.sql("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept").update();
        for (String table : new String[] {"succession", "former_leaf"}) {
            owner.sql("CREATE TABLE kept.%1$s AS TABLE seal.%1$s".formatted(table)).update();
        }
        assertThat(owner.sql(change).update()).as(change).isOne();
        Said said = office.verify(given, policy);
        assertThat(said.code()).as(change + said.text()).isEqualTo(1);
        assertThat(said.text().lines().filter(line -> line.startsWith("✗")))
                .as(change)
                .anyMatch(line -> line.contains(as));
        for (String table : new String[] {"succession", "former_leaf"}) {
            owner.sql("TRUNCATE seal.%s".formatted(table)).update();
            owner.sql("INSERT INTO seal.%1$s TABLE kept.%1$s".formatted(table)).update();
        }
    }

    /** The successor is lost with the database: what follows, follows it. */
    @Test
    void aDatabaseThatWasRestoredToBeforeItsLogBeganIsFollowedToo() throws Exception {
        LogOffice office = new LogOffice(directory);
        String firstKey;
        try (office) {
            office.start(FIRST).sealed();
            firstKey = office.key();
            office.witnessed();
        }
        String older = office.database().older();
        String secondKey;
        try (office) {
            office.start(SECOND, BY, REASON).sealed();
            secondKey = office.key();
            office.witnessed("--accept-successor");
        }
        office.database().putBack(older);
        assertThatThrownBy(() -> office.start(SECOND)).hasStackTraceContaining("最后的检查点不是用这个密钥签发的");
        Path last = Files.copy(memory(office), directory.resolve("last.txt"));
        try (office) {
            office.start(THIRD, BY, REASON).sealed();
            Succession begun = office.begun();
            assertThat(begun.before().toString()).isEqualTo(secondKey);
            assertThat(begun.kept()).isZero();
            assertThat(begun.lost()).isEqualTo(sizeOf(last));
            office.witnessed("--accept-successor");
            Path all = office.policy(firstKey, secondKey, office.key());
            Said now = office.verify(office.checkpoint("now.txt"), all);
            assertThat(now.code()).as(now.text()).isZero();
            Said lost = office.verify(last, all);
            assertThat(lost.code()).isEqualTo(1);
            assertThat(lost.text()).contains("其后的已经失去");
        }
    }

    /** Without the log's own memory the text would conceal what is lost. */
    @Test
    void theMemoryOfWhatWasSignedIsBroughtFromAWitness() throws Exception {
        LogOffice office = new LogOffice(directory);
        try (office) {
            office.start(FIRST).sealed();
        }
        String older = office.database().older();
        try (office) {
            office.start(FIRST);
            office.open(2032);
            office.sealed();
            assertThat(office.look("audit.example").code()).isZero();
        }
        office.database().putBack(older);
        Files.delete(memory(office));
        assertThatThrownBy(() -> office.start(SECOND, BY, REASON))
                .hasStackTraceContaining("请从各见证方的目录取最大的一份放入");
        Path seen = office.memory("audit.example").resolve("last-checkpoint");
        Files.copy(seen, memory(office));
        try (office) {
            office.start(SECOND, BY, REASON).sealed();
            assertThat(office.begun().size()).isEqualTo(sizeOf(seen));
            assertThat(office.begun().lost()).isPositive();
            refusedUntilItIsDecided(office);
        }
    }

    private static int sealing(LogOffice office) {
        return office.client().get("/actuator/health/sealing").status();
    }

    private static Path memory(LogOffice office) {
        return office.seal().resolve("last-checkpoint");
    }

    private static long signedInDatabase(LogOffice office) {
        return office.database()
                .asOwner()
                .sql("SELECT max(size) FROM seal.checkpoint")
                .query(Long.class)
                .single();
    }

    private static long sizeOf(Path checkpoint) throws IOException {
        return Checkpoint.parse(Note.parse(Files.readString(checkpoint)).text()).size();
    }
}
