package org.liuhen.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.command.Cast.reportId;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier on a real package and a real database that nobody touched, and on hostile files. */
class VerifyTest {
    private static Evidence evidence;
    @TempDir private Path directory;

    @BeforeAll
    static void make() throws IOException {
        evidence = new Evidence();
    }

    @Test
    void aPackageThatNobodyTouchedHolds() {
        Evidence.Said said = Evidence.verify(evidence.packed, "--policy", evidence.policy);
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("全部成立", reportId(Evidence.WHOLE), "版连续无缺")
                .doesNotContain("✗");
    }

    @Test
    void itIsToldInEnglishToo() {
        Evidence.Said said =
                Evidence.verify(evidence.packed, "--policy", evidence.policy, "--lang", "en");
        assertThat(said.code()).isZero();
        assertThat(said.text()).contains("All holds").doesNotContainPattern("[✓✗].*\\p{IsHan}");
    }

    @Test
    void withoutAPolicyOfOnesOwnTheKeysAreShownToBeCompared() throws IOException {
        Evidence.Said said = Evidence.verify(evidence.packed);
        assertThat(said.code()).isZero();
        assertThat(said.text()).contains("没有给出自己保存的公钥", "SHA-256");
    }

    @Test
    void anotherLogsPolicyBelievesNothing() throws IOException {
        Path other = directory.resolve("other.txt");
        Files.writeString(
                other,
                "log "
                        + org.liuhen.seal.SigningKey.generate(
                                        "liuhen.local/record", org.liuhen.seal.VerifierKey.Kind.LOG)
                                .publicKey()
                        + "\nquorum none\n");
        Evidence.Said said = Evidence.verify(evidence.packed, "--policy", other);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("检查点的签名不成立");
    }

    @Test
    void aDatabaseThatNobodyTouchedHolds() {
        Evidence.Said said = evidence.verifyDatabase();
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(evidence.verifyDatabase(evidence.packed).code()).isZero();
    }

    @Test
    void nothingIsCheckedWithoutSomethingToCheckAgainst() {
        assertThat(evidence.verifyDatabase(new Object[0]).code()).isEqualTo(2);
        assertThat(Evidence.verify().code()).isEqualTo(2);
        assertThat(Evidence.verify("--nonsense").code()).isEqualTo(2);
    }

    @Test
    void whatIsNoPackageIsUnusable() throws IOException {
        Path text = directory.resolve("text.zip");
        Files.writeString(text, "not a package");
        assertUnusable(text);
        assertUnusable(directory.resolve("absent.zip"));
        assertUnusable(repacked(Map.of("events.jsonl", new byte[0])));
        assertUnusable(with("../../etc/passwd", "x"));
        assertUnusable(with("contracts/../../x.json", "x"));
        assertUnusable(with("C:\\x", "x"));
        assertUnusable(with("events.jsonl", "{"));
        assertUnusable(with("events.jsonl", "[".repeat(100_000)));
        assertUnusable(with("events.jsonl", "null"));
        assertUnusable(with("events.jsonl", "{\"index\":1e999,\"proof\":[],\"row\":{}}"));
        assertUnusable(with("checkpoint.txt", "x\n9999999999999999999999\nx\n\n— x x\n"));
        assertUnusable(with("policy.txt", "quorum w\n"));
    }

    /** One GiB of zeros packed into one MiB. */
    @Test
    void aBombIsNotUnpacked() throws IOException {
        Path bomb = directory.resolve("bomb.zip");
        try (OutputStream file = Files.newOutputStream(bomb);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("events.jsonl"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertUnusable(bomb);
    }

    @Test
    void tooManyFilesAreNotRead() throws IOException {
        Path many = directory.resolve("many.zip");
        try (OutputStream file = Files.newOutputStream(many);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (int i = 0; i < 10_000; i++) {
                zip.putNextEntry(new ZipEntry("contracts/a." + i + ".json"));
                zip.closeEntry();
            }
        }
        assertUnusable(many);
    }

    @Test
    void whatIsShownCannotPlayWithTheScreen() throws IOException {
        String line = first(contents().get("events.jsonl"));
        Evidence.Said said =
                Evidence.verify(
                        with("events.jsonl", line.replace("report-opened", "\\u001b[2J\\u202e")));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).doesNotContain("\u001b", "\u202e");
    }

    private static String first(byte[] lines) {
        return new String(lines, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    }

    private void assertUnusable(Path file) {
        Evidence.Said said = Evidence.verify(file);
        assertThat(said.code()).as(file + ": " + said.text()).isEqualTo(2);
        assertThat(said.text()).contains("资料不可用");
    }

    private Path with(String name, String content) throws IOException {
        Map<String, byte[]> contents = contents();
        contents.put(name, content.getBytes(StandardCharsets.UTF_8));
        return repacked(contents);
    }

    private static Map<String, byte[]> contents() throws IOException {
        return Packed.contents(evidence.packed);
    }

    private Path repacked(Map<String, byte[]> contents) throws IOException {
        return Packed.write(Files.createTempFile(directory, "p", ".zip"), contents);
    }
}
