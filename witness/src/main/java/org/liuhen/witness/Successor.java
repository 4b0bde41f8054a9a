package org.liuhen.witness;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.Proofs;
import org.liuhen.seal.Succession;
import org.liuhen.seal.Tree;
import org.liuhen.seal.VerifierKey;

/**
 * A log that another has taken the place of, as a witness of the first one sees it. Whether it goes
 * on with the successor is for its institution to decide; what contradicts what it saw is refused
 * whatever they decide.
 */
final class Successor {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneId.of("Asia/Shanghai"));

    private final LogAddress address;
    private final VerifierKey log;

    Successor(LogAddress address, VerifierKey log) {
        this.address = address;
        this.log = log;
    }

    /** Why a checkpoint of the successor cannot be cosigned, though the log signed it. */
    static final class Contradiction extends Exception {
        private static final long serialVersionUID = 1L;

        Contradiction(String message) {
            super(message);
        }
    }

    /**
     * How the log began, as its address says, where it follows the one that is remembered.
     *
     * @param last what was seen of the log before
     * @throws IOException where it does not: then the key that was given is another log's
     */
    Succession after(Note last) throws IOException {
        return address.succession()
                .filter(it -> follows(it, last))
                .orElseThrow(() ->
                        new IOException(
                                "last-checkpoint 不是这个公钥的日志签发的，这个日志也不是接续它的"
                                        + " / was not signed with this key"));
    }

    /**
     * The log itself says so: it is the first leaf of what it signed.
     *
     * @throws IOException where it is not: what an address says anybody on the way could say, and
     *     nothing was proved against the log
     */
    void requireToBeTheFirstLeaf(Succession begun, Checkpoint now) throws IOException {
        boolean first;
        try {
            List<Hash> proof = new Tree(now.size(), address).inclusion(0);
            Hash leaf = Hash.leaf(begun.entry());
            first = Proofs.includes(now.size(), now.root(), 0, leaf, proof);
        } catch (Malformed _) {
            first = false;
        }
        if (!first) {
            throw new IOException("另立日志的说明不是新日志的第一片叶子 / it is not the first leaf");
        }
    }

    /**
     * Compares what the log says in its first leaf with what was seen.
     *
     * @throws Contradiction where it conceals what this witness saw
     */
    static void check(Succession begun, Note last) throws Contradiction {
        Checkpoint seen = Checkpoint.parse(last.text());
        Checkpoint said = Checkpoint.parse(begun.last().text());
        if (seen.size() > said.size()) {
            throw new Contradiction(
                    "新日志说先前的日志只到第 %d 件，而本机构见过第 %d 件 / it conceals what was seen"
                            .formatted(said.size(), seen.size()));
        }
        if (seen.size() == said.size() && !seen.root().equals(said.root())) {
            throw new Contradiction(
                    "新日志所接续的不是本机构见过的检查点（都是 %d 件，树根不同） / it follows another tree"
                            .formatted(seen.size()));
        }
    }

    private boolean follows(Succession begun, Note last) {
        try {
            Policy.of(begun.before()).verify(last);
            return begun.log().equals(log);
        } catch (Malformed _) {
            return false;
        }
    }

    /** What the institution has to decide on. */
    static String told(Succession begun, Note last) {
        long seen = Checkpoint.parse(last.text()).size();
        return String.join(
                "\n",
                "日志换了：%s 之后是 %s".formatted(begun.before().name(), begun.log().name()),
                "　何时（北京时间）：" + SHOWN.format(begun.at()),
                "　由谁：" + begun.by(),
                "　为何：" + begun.reason(),
                "　先前封存 %d 件，还在的是前 %d 件，失去 %d 件".formatted(begun.size(), begun.kept(), begun.lost()),
                begun.kept() >= seen
                        ? "　本机构见过的 %d 件，据其所述都还在".formatted(seen)
                        : "　本机构见过 %d 件，其中第 %d 至 %d 件已经失去".formatted(seen, begun.kept() + 1, seen));
    }
}
