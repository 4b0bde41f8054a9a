package org.liuhen.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.Proofs;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Succession;
import org.liuhen.seal.Tree;
import org.liuhen.seal.VerifierKey;

/** One look at the log: fetch, check against what was seen before, remember, cosign. */
final class Observation {
    private final LogAddress address;
    private final VerifierKey log;
    private final Memory memory;
    private final Clock clock;
    private final boolean first;
    private final boolean acceptsSuccessor;

    /**
     * What to look at, and with what memory.
     *
     * @param first whether nothing was seen before, though the memory does not say so
     * @param acceptsSuccessor whether the institution has decided to go on with a log that began
     *     after the one it remembers
     */
    Observation(
            LogAddress address,
            VerifierKey log,
            Memory memory,
            Clock clock,
            boolean first,
            boolean acceptsSuccessor) {
        this.address = address;
        this.log = log;
        this.memory = memory;
        this.clock = clock;
        this.first = first;
        this.acceptsSuccessor = acceptsSuccessor;
    }

    /**
     * Looks once: cosigns what the log asks to have cosigned, so that witnesses meet, and sees that
     * the latest extends it too.
     *
     * @return what was cosigned
     * @throws Refusal where the log contradicts itself; the evidence is kept
     * @throws IOException where the log or the disk cannot be reached, or somebody on the way
     *     answered: nothing was proved against the log, and nothing signed
     */
    Checkpoint look() throws Refusal, IOException {
        try (FileChannel _ = memory.alone()) {
            SigningKey key = memory.key();
            Optional<Note> remembered = memory.last(first);
            Note note = address.checkpoint(true);
            if (remembered.isPresent() && !isOfTheLog(remembered.get())) {
                succeed(remembered.get(), note);
                remembered = Optional.empty();
            }
            Optional<Checkpoint> last = remembered.map(seen -> Checkpoint.parse(seen.text()));
            if (last.isPresent() && signedByTheLog(note).size() < last.get().size()) {
                note = address.checkpoint(false);
            }
            Checkpoint now = signedByTheLog(note);
            if (last.isPresent()) {
                requireToExtend(note, now, last.get());
            }
            Note own = new Note(note.text(), ownSignatures(note));
            memory.remember(own);
            address.handIn(own.with(key.sign(note.text(), clock.instant())));
            Note latest = address.checkpoint(false);
            requireToExtend(latest, signedByTheLog(latest), now);
            return now;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isOfTheLog(Note remembered) {
        try {
            Policy.of(log).verify(remembered);
            return true;
        } catch (Malformed _) {
            return false;
        }
    }

    /**
     * Leaves the log that is remembered for the one that began after it, where that is decided.
     *
     * @param note what is to be cosigned: its tree, no other, has to say how it began
     */
    private void succeed(Note remembered, Note note) throws Refusal, IOException {
        Successor successor = new Successor(address, log);
        Succession begun = successor.after(remembered);
        successor.requireToBeTheFirstLeaf(begun, signedByTheLog(note));
        try {
            Successor.check(begun, remembered);
        } catch (Successor.Contradiction e) {
            throw refused(note, begun, String.valueOf(e.getMessage()));
        }
        if (!acceptsSuccessor) {
            throw new Refusal(
                    Successor.told(begun, remembered)
                            + "\n说明存为 / kept as "
                            + memory.keepToBeDecided(begun)
                            + "\n是否继续由本机构决定：查明情况、向其他机构核实之后，加 --accept-successor"
                            + " / a successor: decide, then say --accept-successor");
        }
        memory.leave(remembered, begun);
    }

    /** Anybody on the way can send what is not signed: it proves nothing. */
    private Checkpoint signedByTheLog(Note note) throws IOException {
        try {
            return Policy.of(log).verify(note).checkpoint();
        } catch (Malformed e) {
            throw new IOException("检查点没有日志的有效签名 / not signed by the log: " + e.getMessage(), e);
        }
    }

    private void requireToExtend(Note note, Checkpoint now, Checkpoint last)
            throws Refusal, IOException {
        if (now.size() < last.size()) {
            throw refused(
                    note,
                    "日志倒退了：先前 %d 件，现在只有 %d 件 / the log went back"
                            .formatted(last.size(), now.size()));
        }
        List<Hash> proof;
        try {
            proof = new Tree(now.size(), address).consistency(last.size());
        } catch (Malformed e) {
            throw refused(note, "日志不能证明自己只增不改 / no proof to be had: " + e.getMessage());
        }
        if (!Proofs.extend(last.size(), last.root(), now.size(), now.root(), proof)) {
            throw refused(
                    note,
                    "日志改写了历史：现在的 %d 件不包含先前的 %d 件 / the past was rewritten"
                            .formatted(now.size(), last.size()));
        }
    }

    private Refusal refused(Note note, String why) throws IOException {
        return new Refusal(why + "；证据 / evidence: " + memory.keepRefused(note));
    }

    private Refusal refused(Note note, Succession begun, String why) throws IOException {
        return new Refusal(why + "；证据 / evidence: " + memory.keepRefused(note, begun));
    }

    private List<Note.Signature> ownSignatures(Note note) {
        return note.signatures().stream().filter(line -> line.name().equals(log.name())).toList();
    }
}
