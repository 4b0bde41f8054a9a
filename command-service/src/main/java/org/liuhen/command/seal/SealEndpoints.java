package org.liuhen.command.seal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.command.seal.SealConfiguration.LogPolicy;
import org.liuhen.seal.Hash;
import org.liuhen.seal.LogProof;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.TilePath;
import org.liuhen.workflow.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/seal")
@Tag(name = "封存", description = "封存日志：检查点、哈希树、证明、见证联署")
class SealEndpoints {
    private static final MediaType TEXT =
            new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
    private static final String ENTRIES = "entries/";

    private final SealedLog log;
    private final SigningKey key;
    private final LogPolicy policy;
    private final Cosigning cosigning;
    private final Packing packing;
    private final Successions successions;

    SealEndpoints(
            SealedLog log,
            SigningKey key,
            LogPolicy policy,
            Cosigning cosigning,
            Packing packing,
            Successions successions) {
        this.packing = packing;
        this.successions = successions;
        this.log = log;
        this.key = key;
        this.policy = policy;
        this.cosigning = cosigning;
    }

    /** Whatever the client would like to accept: the format is the standard's. */
    @ApiResponse(
            responseCode = "200",
            description = "文本",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN_VALUE,
                            schema = @Schema(type = "string")))
    @Retention(RetentionPolicy.RUNTIME)
    private @interface AsText {}

    @ApiResponse(
            responseCode = "200",
            description = "字节",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @Retention(RetentionPolicy.RUNTIME)
    private @interface AsBytes {}

    @GetMapping("/checkpoint")
    @AsText
    @Operation(
            summary = "最新检查点",
            description =
                    "C2SP tlog-checkpoint 文本：日志名称、条目总数（事件、安全日志、账号历史合计）、树根及签名和见证联署。事件发生后一秒内签发。")
    ResponseEntity<String> checkpoint(
            @Parameter(description = "只要已达到见证规则所定家数的") @RequestParam(defaultValue = "false")
                    boolean witnessed,
            @Parameter(description = "见证方应当联署的：已有别家联署而家数未够的，没有则为最新的")
                    @RequestParam(defaultValue = "false")
                    boolean toCosign) {
        Optional<Note> note;
        if (witnessed) {
            note = cosigning.witnessed(1);
        } else {
            note = toCosign ? cosigning.toCosign() : log.latest();
        }
        return text(
                note.orElseThrow(() -> missing(witnessed ? "还没有经过见证的检查点" : "还没有封存任何事件"))
                        .toString());
    }

    @GetMapping("/key")
    @AsText
    @Operation(summary = "日志的公钥", description = "C2SP signed-note 的 vkey 一行。请与日志主管单位另行公布的公钥核对。")
    ResponseEntity<String> key() {
        return text(key.publicKey() + "\n");
    }

    @GetMapping("/policy")
    @AsText
    @Operation(summary = "见证规则", description = "C2SP tlog-policy 文本：日志、见证方及须联署的家数。核验时请用自己保存的规则。")
    ResponseEntity<String> policy() {
        return text(policy.text());
    }

    @GetMapping("/tile/{*tile}")
    @AsBytes
    @Operation(summary = "哈希树的一块", description = "C2SP tlog-tiles：层/序号，或 entries/序号；未满的块加 .p/宽度。")
    ResponseEntity<byte[]> tile(
            @Parameter(description = "块的路径", example = "/0/000.p/3") @PathVariable String tile) {
        String path = tile.substring(1);
        byte[] bytes;
        try {
            boolean entries = path.startsWith(ENTRIES);
            TilePath place =
                    entries
                            ? TilePath.parseEntries(path.substring(ENTRIES.length()))
                            : TilePath.parse(path);
            if (!place.isWithin(log.latest().map(SealedLog::sizeOf).orElse(0L))) {
                throw missing("这一块还没有签发");
            }
            bytes = entries ? bundle(place) : log.tile(place).orElse(new byte[0]);
        } catch (Malformed e) {
            throw missing("没有这一块：" + e.in(Locale.CHINESE));
        }
        if (bytes.length == 0) {
            throw missing("这一块还没有，或没有这么宽");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                // a log that follows this one has other tiles at the same addresses
                .cacheControl(CacheControl.noCache().cachePublic())
                .eTag(Hash.leaf(bytes).toString())
                .body(bytes);
    }

    /**
     * That an event is sealed.
     *
     * @param entry what the leaf is the hash of
     * @param path hashes from the leaf's sibling to the root's child
     * @param proof the same as one C2SP tlog-proof text, to keep
     */
    @Schema(name = "SealProof", description = "事件已经封存的证明")
    record Proof(
            String eventId,
            long index,
            String entry,
            List<String> path,
            String checkpoint,
            String proof) {}

    @GetMapping("/succession")
    @AsText
    @Operation(
            summary = "日志的来历",
            description = "现在的日志若是接续先前一个日志另立的：何时、由谁、为何，失去了什么，先前最后的检查点全文。新日志的第一片叶子就是它的摘要。")
    ResponseEntity<String> succession() {
        return text(successions.latest().orElseThrow(() -> missing("这个日志不是接续别的日志另立的")).toString());
    }

    @GetMapping("/proof/{eventId}")
    @Operation(summary = "一件事的封存证明", description = "证明该事件在检查点所指的哈希树中；proof 为可单独保存的 tlog-proof 文本。")
    Proof proof(@Parameter(description = "经过中的 eventId") @PathVariable String eventId) {
        SealedLog.Leaf leaf = log.leaf(eventId).orElseThrow(() -> missing("没有封存过这一事件；刚发生的请过一秒再试"));
        Note checkpoint =
                cosigning.best(leaf.index() + 1).orElseThrow(() -> missing("这一事件还没有签发检查点，请过一秒再试"));
        LogProof proof =
                new LogProof(
                        leaf.index(),
                        log.tree(SealedLog.sizeOf(checkpoint)).inclusion(leaf.index()),
                        checkpoint);
        return new Proof(
                eventId,
                leaf.index(),
                leaf.entry(),
                proof.path().stream().map(Hash::toString).toList(),
                checkpoint.toString(),
                proof.toString());
    }

    /** A checkpoint with a witness's signature under it. */
    @Schema(name = "Cosigned")
    record Cosigned(@Schema(description = "联署后的检查点全文") String checkpoint) {}

    /** How many known witnesses were found. */
    @Schema(name = "CosignaturesAccepted")
    record Accepted(@Schema(description = "其中已登记见证方的联署数") int cosignatures) {}

    @PostMapping("/cosignatures")
    @Operation(summary = "交来见证联署", description = "见证方交回联署的检查点（C2SP tlog-cosignature）。凭签名认定身份，不须登录。")
    Accepted cosign(@RequestBody Cosigned body) {
        if (body.checkpoint == null) {
            throw Problem.of(ProblemCode.MALFORMED, "请在 checkpoint 中给出联署后的检查点全文。");
        }
        return new Accepted(cosigning.accept(body.checkpoint));
    }

    @GetMapping("/package/{r}")
    @AsBytes
    @Operation(
            summary = "自证资料包",
            description = "一个 ZIP：报告的全部事件（逐字节）、封存证明、检查点和联署、公钥、供阅读的报告。用 verifier 可离线核验。")
    ResponseEntity<byte[]> download(Person person, @PathVariable String r) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packing.of(person, r).write(packed);
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(r + ".liuhen.zip", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(packed.toByteArray());
    }

    private byte[] bundle(TilePath bundle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : log.entries(bundle)) {
            bytes.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) entry.length).array());
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    private static ResponseEntity<String> text(String body) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(body);
    }

    private static Problem missing(String what) {
        return Problem.of(ProblemCode.NOT_FOUND, what + "。");
    }
}
