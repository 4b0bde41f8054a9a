package org.liuhen.command.seal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.command.seal.SealConfiguration.LogPolicy;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes in what witnesses sign, and says which checkpoint has enough of it. */
@Component
class Cosigning {
    private final JdbcClient database;
    private final SealedLog log;
    private final LogPolicy policy;

    Cosigning(JdbcClient database, SealedLog log, LogPolicy policy) {
        this.database = database;
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
            throw Problem.of(ProblemCode.MALFORMED, "这不是本日志签发并由见证方联署的检查点：" + e.in(Locale.CHINESE));
        }
        long size = verified.checkpoint().size();
        boolean ours =
                log.checkpoint(size).filter(own -> own.text().equals(cosigned.text())).isPresent();
        if (!ours) {
            throw Problem.of(ProblemCode.MALFORMED, "本日志没有签发过规模为" + size + "的这一检查点，请重新获取后再联署。");
        }
        if (verified.cosigned().isEmpty()) {
            throw Problem.of(ProblemCode.MALFORMED, "联署者不在本日志的见证规则中，请先登记其公钥。");
        }
        for (VerifierKey.Signed by : verified.cosigned()) {
            for (Note.Signature line : cosigned.signatures()) {
                if (by.by().verify(new Note(cosigned.text(), List.of(line))).isPresent()) {
                    log.keep(size, line, Instant.now());
                }
            }
        }
        log.checkpoint(size)
                .filter(whole -> policy.policy().verify(whole).witnessed())
                .ifPresent(_ -> keepWitnessed(size));
        return verified.cosigned().size();
    }

    /** Kept, so that nobody's question costs more than the reading of a row. */
    private void keepWitnessed(long size) {
        database.sql(
                        "INSERT INTO seal.witnessed (size, policy) VALUES (?, ?) ON CONFLICT DO"
                                + " NOTHING")
                .params(size, policy.id())
                .update();
    }

    /**
     * What a witness should cosign: the checkpoint others have cosigned already, until it has its
     * quorum; then the latest. Witnesses look at their own times while the log grows, and would
     * otherwise never cosign the same one. After a day nobody waits any more.
     */
    Optional<Note> toCosign() {
        if (!policy.policy().asksForWitnesses()) {
            return log.latest();
        }
        return database.sql(
                        """
                        SELECT c.size FROM seal.checkpoint c
                        WHERE c.size = (SELECT max(size) FROM seal.cosignature)
                          AND c.signed_at > now() - interval '1 day'
                          AND NOT EXISTS (SELECT FROM seal.witnessed w
                                          WHERE w.size = c.size AND w.policy = ?)\
                        """)
                .param(policy.id())
                .query(Long.class)
                .optional()
                .flatMap(log::checkpoint)
                .or(log::latest);
    }

    /** The largest checkpoint that covers this many events and has its quorum. */
    Optional<Note> witnessed(long least) {
        if (!policy.policy().asksForWitnesses()) {
            return log.latest().filter(note -> SealedLog.sizeOf(note) >= least);
        }
        return database.sql(
                        """
                        SELECT size FROM seal.witnessed WHERE policy = ? AND size >= ?
                        ORDER BY size DESC LIMIT 1\
                        """)
                .params(policy.id(), least)
                .query(Long.class)
                .optional()
                .flatMap(log::checkpoint);
    }

    /** The same, or where there is none, the latest of all. */
    Optional<Note> best(long least) {
        return witnessed(least)
                .or(() -> log.latest().filter(note -> SealedLog.sizeOf(note) >= least));
    }
}
