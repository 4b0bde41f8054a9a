package org.liuhen.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.command.Cast.reportId;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.VerifierKey;

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
                        + SigningKey.generate("liuhen.local/record", VerifierKey.Kind.LOG)
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
        assertThat(said.text()).contains("登录会话、暂存的草稿、常用语", "依规则重新判定");
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

    @Test
    void whatIsTooDeepOrTooLongIsUnusable() throws IOException {
        StringBuilder policy = new StringBuilder();
        policy.append(Files.readString(evidence.policy).replace("quorum none\n", ""));
        policy.append("witness g0 " + witness() + "\n");
        for (int i = 1; i < 1_000; i++) {
            policy.append("group g%d 1 g%d\n".formatted(i, i - 1));
        }
        assertUnusable(with("policy.txt", policy + "quorum g999\n"));
        assertUnusable(with("events.jsonl", " ".repeat(100 << 20)));
        // y = 2 is on no point of the curve
        byte[] off = new byte[33];
        off[0] = 1;
        off[1] = 2;
        assertUnusable(with("policy.txt", "log " + Packed.key("x", off) + "\nquorum none\n"));
    }

    private static String witness() {
        return SigningKey.generate("w", VerifierKey.Kind.WITNESS).publicKey().toString();
    }

    /** The log's own key signs whatever was recorded, also what fits no rule. */
    @Test
    void anEventThatFitsNoRuleIsNamedAndNothingBreaks() throws IOException {
        List<String> changed = new ArrayList<>();
        for (String line : lines(contents().get("events.jsonl"))) {
            changed.add(Packed.payload(line, json -> json.replace("\"1.1\"", "\"9.9\"")));
        }
        changed.set(0, lines(contents().get("events.jsonl")).getFirst());
        Evidence.Said said = Evidence.verify(with("events.jsonl", String.join("\n", changed)));
        assertThat(said.code()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains("✗ 事件 " + reportId(Evidence.WHOLE));
        assertThat(said.text()).doesNotContain("at org.liuhen", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.txt", "fingerprints.txt"})
    void whatPeopleReadFirstIsCheckedToo(String file) throws IOException {
        Path forged = with(file, "指纹 0000 请拨打 12345");
        for (Evidence.Said said :
                List.of(
                        Evidence.verify(forged),
                        Evidence.verify(forged, "--policy", evidence.policy))) {
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.text()).contains("✗ README.txt 或 fingerprints.txt");
        }
    }

    /** Of a later release, or of nobody: neither is looked at as if it were of ours. */
    @Test
    void aPackageOfAFormThatIsNotKnownIsSentToALaterProgram() throws IOException {
        Evidence.Said later = Evidence.verify(with("form.txt", "liuhen-package/7\n"));
        assertThat(later.code()).isEqualTo(2);
        assertThat(later.text()).contains("第 7 种格式", "较新的核验程序");
        assertUnusable(with("form.txt", "liuhen-package/1\n"));
        assertUnusable(with("form.txt", "liuhen-package/7"));
        assertUnusable(with("form.txt", "7\n"));
    }

    @Test
    void anotherPolicyInThePackageThanOnesOwnIsTold() throws IOException {
        String own = Files.readString(evidence.policy);
        Path policy = directory.resolve("own.txt");
        Files.writeString(
                policy,
                "# ours\n"
                        + own.replace("quorum none", "witness w " + witness())
                        + "quorum none\n");
        Evidence.Said said = Evidence.verify(evidence.packed, "--policy", policy);
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("与您自己的不同");
        assertThat(Evidence.verify(evidence.packed, "--policy", evidence.policy).text())
                .doesNotContain("与您自己的不同");
    }

    /** Whoever checks waits for the witnesses; what fails besides fails all the same. */
    @Test
    void notYetCosignedIsAnAnswerOfItsOwn() throws IOException {
        Path policy = directory.resolve("witnessed.txt");
        Files.writeString(
                policy,
                Files.readString(evidence.policy)
                        .replace("quorum none", "witness w " + witness() + "\nquorum w"));
        Evidence.Said said = Evidence.verify(evidence.packed, "--policy", policy);
        assertThat(said.code()).as(said.text()).isEqualTo(3);
        assertThat(said.text())
                .contains("○ 尚未联署够数", "1 家见证方中，已联署的有 0 家", "尚未联署够数，其余全部成立。")
                .doesNotContain("✗");
        assertThat(evidence.verifyDatabase("--checkpoint", evidence.checkpoint, "--policy", policy))
                .extracting(Evidence.Said::code)
                .isEqualTo(3);
        Map<String, byte[]> contents = contents();
        contents.put("README.txt", "x".getBytes(StandardCharsets.UTF_8));
        Evidence.Said failing = Evidence.verify(repacked(contents), "--policy", policy);
        assertThat(failing.code()).as(failing.text()).isEqualTo(1);
        assertThat(failing.text()).contains("○ 尚未联署够数", "不成立：1 处");
        assertThat(Evidence.verify(evidence.packed, "--policy", policy, "--lang", "en").text())
                .contains("NOT YET COSIGNED", "all else holds");
        assertThat(Evidence.verify("--help").text()).contains("3", "尚未联署够数，其余全部成立");
    }

    @Test
    void aMissingVersionIsCalledMissing() throws IOException {
        List<String> all = new ArrayList<>(lines(contents().get("events.jsonl")));
        all.subList(6, 9).clear();
        all.remove(2);
        Evidence.Said said = Evidence.verify(with("events.jsonl", String.join("\n", all)));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("✗ 报告 " + reportId(Evidence.WHOLE) + " 记录缺第3、7至9版")
                .doesNotContain("follows version", "接在第");
        assertThat(
                        Evidence.verify(
                                        with("events.jsonl", String.join("\n", all)),
                                        "--lang",
                                        "en")
                                .text())
                .contains("has no version 3, 7-9");
    }

    @Test
    void timesAreBeijingTimeAndSaidToBe() {
        String at =
                evidence.one(
                        "SELECT max(recorded_at) FROM record.event WHERE report_id = '%s'"
                                .formatted(reportId(Evidence.WHOLE)));
        String shown =
                java.time.Instant.parse(at)
                        .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                        .format(
                                java.time.format.DateTimeFormatter.ofPattern(
                                        "yyyy-MM-dd HH:mm:ss"));
        assertThat(Evidence.verify(evidence.packed).text())
                .contains("以下时间均为北京时间", "时间 " + shown)
                .doesNotContain(at);
    }

    /** A tail that was dropped leaves no trace in a package. */
    @Test
    void whereAPackageEndsIsTold() throws IOException {
        List<String> all = new ArrayList<>(lines(contents().get("events.jsonl")));
        all.removeLast();
        assertThat(Evidence.verify(with("events.jsonl", String.join("\n", all))).text())
                .contains("最后一件是第 " + all.size() + " 版", "单凭资料包不能判断");
    }

    @Test
    void eachContractIsOursAndNoEventIsWithoutItsOwn() throws IOException {
        Map<String, byte[]> contents = contents();
        contents.remove("contracts/revision-requested.1.json");
        assertThat(Evidence.verify(repacked(contents)).code()).as("of no event here").isZero();
        contents.remove("contracts/section-returned.1.json");
        Evidence.Said missing = Evidence.verify(repacked(contents));
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.text()).contains("section-returned", "没有附上它的格式");
        Evidence.Said other = Evidence.verify(with("contracts/report-opened.1.json", "{}"));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.text()).contains("report-opened.1.json");
    }

    /** An unpacker that goes from entry to entry would see another page than the contents list. */
    @Test
    void aFileBesideTheContentsListIsNotPassedOver() throws IOException {
        Path evil = Packed.write(directory.resolve("e.zip"), Map.of("report.html", "x".getBytes()));
        byte[] local = Files.readAllBytes(evil);
        int end = new String(local, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        byte[] whole = Files.readAllBytes(evidence.packed);
        ByteBuffer forged = ByteBuffer.allocate(end + whole.length);
        forged.put(local, 0, end).put(whole);
        assertUnusable(Files.write(directory.resolve("forged.zip"), forged.array()));
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
        String line = lines(contents().get("events.jsonl")).getFirst();
        Evidence.Said said =
                Evidence.verify(
                        with("events.jsonl", line.replace("report-opened", "\\u001b[2J\\u202e")));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).doesNotContain("\u001b", "\u202e");
        Evidence.Said eight =
                Evidence.verify(
                        with(
                                "events.jsonl",
                                line.replace(
                                        "report-opened", "\\u009b2J\\u2028" + "x".repeat(9_999))));
        assertThat(eight.code()).isEqualTo(1);
        assertThat(eight.text()).doesNotContain("\u009b", "\u2028", "x".repeat(2_000));
    }

    private static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
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
