package org.liuhen.command.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.command.Follower;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Tree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds new events to the log and signs the tree. The order of the leaves is in the database, for
 * good, before the tree over them is signed; so whatever crashes in between, the next signature is
 * over the same tree or one that extends it. Before it signs it proves to itself that the tree
 * extends what was signed before, as the database and a file of its own remember it. What another
 * process signed with the same key it checks and remembers as well.
 */
final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final int MOST = 2_000;
    static final int ONE_AT_A_TIME = "liuhen.seal".hashCode();

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final SealedLog log;
    private final KeyFile files;
    private final SigningKey key;
    private final Clock clock;
    private @Nullable Follower follower;
    private long followed;
    private @Nullable String checked;
    private volatile @Nullable String broken;
    private volatile Instant lastWell;

    Sealer(
            JdbcClient database,
            TransactionTemplate transaction,
            SealedLog log,
            KeyFile files,
            SigningKey key,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.log = log;
        this.files = files;
        this.key = key;
        this.clock = clock;
        this.lastWell = clock.instant();
    }

    /** Why nothing is sealed any more; empty where all is well. */
    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    /** When a pass last came through: all that was there was sealed, here or by another process. */
    Instant lastWell() {
        return lastWell;
    }

    /**
     * Seals all that has come.
     *
     * @return whether this process was the one to do it; another may be at it
     */
    synchronized boolean seal() {
        if (broken != null) {
            return false;
        }
        boolean mine = false;
        try {
            int taken;
            do {
                Integer added = transaction.execute(_ -> append());
                mine = added != null && added >= 0;
                taken = added == null ? 0 : added;
            } while (taken > 0);
            if (mine) {
                transaction.executeWithoutResult(_ -> sign());
            }
            lastWell = clock.instant();
        } catch (Malformed e) {
            broken = e.getMessage();
            LOG.error("SEALING HAS STOPPED, the record or its seal was tampered with: {}", broken);
        } catch (UncheckedIOException e) {
            LOG.warn("not signed, the seal's directory cannot be used: {}", e.getMessage());
        }
        return mine;
    }

    /** Seals, and leaves to the next time what the database does not allow now. */
    void sealQuietly() {
        try {
            seal();
        } catch (DataAccessException | TransactionException e) {
            synchronized (this) {
                follower = null;
            }
            LOG.warn("events are not sealed at the moment: {}", e.getMessage());
        }
    }

    /** The number of events added, or -1 where another process is at it. */
    private int append() {
        if (!isAlone()) {
            follower = null;
            return -1;
        }
        long size = log.size();
        if (follower == null || followed != size) {
            follower = log.follower();
        }
        Follower following = follower;
        long settled = following.settled();
        Follower.Batch batch = following.next(MOST);
        if (!batch.events().isEmpty()) {
            log.append(batch.events());
        }
        follower = null; // where this transaction fails, begin from the tables again
        following.taken(batch);
        if (following.settled() != settled || !batch.events().isEmpty()) {
            log.settle(following.settled());
        }
        followed = size + batch.events().size();
        keepAfterCommit(following);
        return batch.events().size();
    }

    private void keepAfterCommit(Follower following) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        follower = following;
                    }
                });
    }

    private void sign() {
        if (!isAlone()) {
            return;
        }
        long size = log.size();
        Optional<Note> before = log.latest();
        boolean signed = before.map(SealedLog::sizeOf).filter(s -> s == size).isPresent();
        if (before.map(Note::text).filter(text -> text.equals(checked)).isPresent() && signed) {
            return;
        }
        try {
            Tree tree = log.tree(size);
            before.ifPresent(this::requireToBeOwn);
            requireToExtend(tree, size, before);
            requireToExtend(tree, size, files.last());
            if (signed) {
                files.remember(before.get());
                checked = before.get().text();
            } else if (size > 0) {
                sign(tree, size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sign(Tree tree, long size) throws IOException {
        Checkpoint head = new Checkpoint(key.publicKey().name(), size, tree.root());
        Instant now = clock.instant();
        Note note = new Note(head.toString(), List.of(key.sign(head.toString(), now)));
        files.remember(note);
        log.keep(size, note, now);
    }

    /** Another process may have signed it, or whoever owns the database put it there. */
    private void requireToBeOwn(Note signed) {
        Policy.of(key.publicKey()).verify(signed);
    }

    /** A log never signs what does not extend what it signed before. */
    private static void requireToExtend(Tree tree, long size, Optional<Note> signedBefore) {
        if (signedBefore.isEmpty()) {
            return;
        }
        Checkpoint earlier = Checkpoint.parse(signedBefore.get().text());
        if (earlier.size() > size) {
            throw new Malformed(
                    "%d events were sealed before, now there are %d"
                            .formatted(earlier.size(), size));
        }
        if (!tree.rootAt(earlier.size()).equals(earlier.root())) {
            throw new Malformed(
                    "the first %d events are not those that were sealed".formatted(earlier.size()));
        }
    }

    private boolean isAlone() {
        return database.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(ONE_AT_A_TIME)
                .query(Boolean.class)
                .single();
    }
}
