package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Frontier;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.StoredRow;
import org.liuhen.seal.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that a log ever signed. */
final class SignedTrees {
    private SignedTrees() {}

    /**
     * Each checkpoint is signed by the log and over the rows as they are, so that each extends the
     * one before.
     *
     * @return how many there are
     */
    static int areAllOfOneLog(JdbcClient owner, VerifierKey log) {
        List<StoredRow> rows = SealedRows.inOrder(owner);
        List<Checkpoint> signed =
                owner
                        .sql("SELECT note FROM seal.checkpoint ORDER BY size")
                        .query((row, _) -> Note.parse(row.getString(1)))
                        .list()
                        .stream()
                        .map(note -> Policy.of(log).verify(note).checkpoint())
                        .toList();
        Frontier tree = new Frontier();
        for (Checkpoint checkpoint : signed) {
            while (tree.size() < checkpoint.size()) {
                tree.add(rows.get((int) tree.size()).leaf());
            }
            assertThat(checkpoint.root()).as("size %d", tree.size()).isEqualTo(tree.root());
        }
        return signed.size();
    }
}
