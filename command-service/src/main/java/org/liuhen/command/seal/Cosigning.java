package org.liuhen.command.seal;

import java.time.Instant;
import java.util.Optional;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.command.seal.SealConfiguration.LogPolicy;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.springframework.stereotype.Component;

/** Takes in what witnesses sign, and says which checkpoint has enough of it. */
@Component
class Cosigning {
    private static final int LOOKED_AT = 100;

    private final SealedLog log;
    private final LogPolicy policy;

    Cosigning(SealedLog log, LogPolicy policy) {
        this.log = log;
        this.policy = policy;
    }

    /**
     * Keeps the cosignatures of known witnesses on one of the log's own checkpoints.
     *
     * @return how many were found
     * @throws Problem {@code malformed} where it is not a checkpoint of this log, or a signature is
     *     false; {@code invalid} where no known witness signed
     */
    int accept(String note) {
        Policy.Verified verified;
        Note cosigned;
        try {
            cosigned = Note.parse(note);
            verified = policy.policy().verify(cosigned);
        } catch (Malformed e) {
            throw Problem.of(ProblemCode.MALFORMED, "这不是本日志签发并由见证方联署的检查点：" + e.getMessage());
        }
        long size = verified.checkpoint().size();
        boolean ours =
                log.checkpoint(size).filter(own -> own.text().equals(cosigned.text())).isPresent();
        if (!ours) {
            throw Problem.of(ProblemCode.MALFORMED, "本日志没有签发过规模为" + size + "的这一检查点，请重新获取后再联署。");
        }
        verified.cosigned()
                .forEach(by ->
                        cosigned.signatures().stream()
                                .filter(line -> line.name().equals(by.by().name()))
                                .filter(line ->
                                        isBy(
                                                by,
                                                new Note(cosigned.text(), java.util.List.of(line))))
                                .forEach(line -> log.keep(size, line, Instant.now())));
        if (verified.cosigned().isEmpty()) {
            throw Problem.of(ProblemCode.MALFORMED, "联署者不在本日志的见证规则中，请先登记其公钥。");
        }
        return verified.cosigned().size();
    }

    private static boolean isBy(org.liuhen.seal.VerifierKey.Signed by, Note one) {
        return by.by().verify(one).isPresent();
    }

    /** The largest checkpoint that covers this many events and has its quorum. */
    Optional<Note> witnessed(long least) {
        if (!policy.policy().asksForWitnesses()) {
            return log.latest().filter(note -> SealedLog.sizeOf(note) >= least);
        }
        return log.cosignedSizes(least, LOOKED_AT).stream()
                .flatMap(size -> log.checkpoint(size).stream())
                .filter(note -> policy.policy().verify(note).witnessed())
                .findFirst();
    }

    /** The same, or where there is none, the latest of all. */
    Optional<Note> best(long least) {
        return witnessed(least)
                .or(() ->
                        log.latest().filter(note -> Checkpoint.parse(note.text()).size() >= least));
    }
}
