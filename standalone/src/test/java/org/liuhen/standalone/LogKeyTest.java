package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liuhen.standalone.LogOffice.BY;
import static org.liuhen.standalone.LogOffice.FIRST;
import static org.liuhen.standalone.LogOffice.SECOND;
import static org.liuhen.standalone.LogOffice.THIRD;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.seal.Succession;
import org.liuhen.standalone.LogOffice.Said;

/** The steps of docs/keys.md for the log's key: changed, lost, stolen. */
class LogKeyTest {
    private static final String REASON = "--liuhen.seal.successor.reason=每年更换";

    @TempDir private Path directory;

    @Test
    void aKeyIsChangedAndALostOneIsFollowedAndNothingIsLost() throws Exception {
        LogOffice office = new LogOffice(directory);
        String firstKey;
        try (office) {
            office.start(FIRST).sealed();
            firstKey = office.key();
        }
        String secondKey;
        try (office) {
            office.start(SECOND, BY, REASON).sealed();
            secondKey = office.key();
            Succession begun = office.begun();
            assertThat(begun.lost()).isZero();
            assertThat(begun.before().toString()).isEqualTo(firstKey);
        }
        Files.delete(office.seal().resolve("log.key"));
        assertThatThrownBy(() -> office.start(SECOND)).hasStackTraceContaining("不见了");
        assertThatThrownBy(() -> office.start(THIRD, BY, REASON))
                .hasStackTraceContaining("liuhen.seal.successor.before");
        String before = "--liuhen.seal.successor.before=";
        assertThatThrownBy(() -> office.start(THIRD, BY, REASON, before + firstKey))
                .as("of another log")
                .hasStackTraceContaining("没有另立日志");
        assertThatThrownBy(() -> office.start(FIRST, BY, REASON, before + secondKey))
                .hasStackTraceContaining("没有用过");
        try (office) {
            office.start(THIRD, BY, REASON, before + secondKey).sealed();
            assertThat(office.begun().lost()).isZero();
            assertThat(office.begun().before().toString()).isEqualTo(secondKey);
            Path all = office.policy(firstKey, secondKey, office.key());
            Said whole = office.verify(office.checkpoint("third.txt"), all);
            assertThat(whole.code()).as(whole.text()).isZero();
            assertThat(whole.text()).contains("都还在");
        }
        try (Stream<Path> files = Files.list(office.seal())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("what was the key and the memory is kept")
                    .contains("log.key", "last-checkpoint")
                    .anyMatch(name -> name.startsWith("log.key.until-"))
                    .doesNotContain("log.key.next");
        }
    }

    /** What it signs from now on nobody cosigns. */
    @Test
    void aStolenKeyIsWorthNothingOnceTheLogIsFollowed() throws Exception {
        LogOffice office = new LogOffice(directory);
        String firstKey;
        Path early;
        try (office) {
            office.start(FIRST).sealed();
            firstKey = office.key();
            office.witnessed();
            early = office.checkpoint("early.txt");
        }
        String theirs = office.database().older();
        Path stolen = Files.createDirectory(directory.resolve("stolen"));
        for (String file : new String[] {"log.key", "last-checkpoint"}) {
            Files.copy(office.seal().resolve(file), stolen.resolve(file));
        }
        Path policy;
        try (office) {
            office.start(SECOND, BY, "--liuhen.seal.successor.reason=密钥被盗").sealed();
            office.witnessed("--accept-successor");
            policy = office.policyOfWitnesses(firstKey, office.key());
            Said compared = office.verify(early, office.policy(firstKey, office.key()));
            assertThat(compared.code()).as(compared.text()).isZero();
            assertThat(compared.text()).contains("照原样重新封存");
        }
        office.database().putBack(theirs); // whoever stole the key serves a copy with it
        Files.move(office.seal(), directory.resolve("ours"));
        Files.move(stolen, office.seal());
        try (office) {
            office.start(FIRST);
            String report = office.open(2035);
            office.sealed();
            assertThat(office.key()).isEqualTo(firstKey);
            for (String witness : new String[] {"audit.example", "finance.example"}) {
                Witnesses.Said refused = office.look(witness, "--accept-successor");
                assertThat(refused.code()).as(refused.text()).isEqualTo(2);
            }
            Said packed = LogOffice.verifyPackage(office.download(report, "false.zip"), policy);
            assertThat(packed.code()).as(packed.text()).isEqualTo(3);
            assertThat(packed.text()).contains("尚未联署够数");
        }
    }

    /** What it signed before, only a checkpoint from elsewhere can tell. */
    @Test
    void aPastThatWasRewrittenWithAStolenKeyIsFoundByWhoeverHasAnEarlierCheckpoint()
            throws Exception {
        LogOffice office = new LogOffice(directory);
        String firstKey;
        Path early;
        try (office) {
            office.start(FIRST).sealed();
            firstKey = office.key();
            early = office.checkpoint("early.txt");
        }
        office.database()
                .asOwner()
                .sql(
                        """
                        UPDATE access.journal SET detail = 'rewritten'
                        WHERE position = (SELECT min(position) FROM access.journal)\
                        """)
                .update();
        new StolenKey(office.database().asOwner(), office.seal()).makeAnew();
        try (office) {
            office.start(SECOND, BY, "--liuhen.seal.successor.reason=密钥被盗").sealed();
            Path both = office.policy(firstKey, office.key());
            Said seamless = office.verify(office.checkpoint("now.txt"), both);
            assertThat(seamless.code()).as(seamless.text()).isZero();
            Said compared = office.verify(early, both);
            assertThat(compared.code()).as(compared.text()).isEqualTo(1);
            assertThat(compared.text()).contains("被改动过");
        }
    }
}
