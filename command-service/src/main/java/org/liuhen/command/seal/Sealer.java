package org.liuhen.command.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds new rows to the log and signs the tree. The order of the leaves is in the database, for
 * good, before the tree over them is signed; so whatever crashes in between, the next signature is
 * over the same tree or one that extends it. Before it signs it proves to itself that the tree
 * extends what was signed before, as the database and a file of its own remember it. What another
 * process signed with the same key it checks and remembers as well.
 *
 * <p>Events come from the database that the log is in. The journal and the history of accounts may
 * be in another: that it is away stops neither events nor the signature.
 */
final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    static final int ONE_AT_A_TIME = "liuhen.seal".hashCode();

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final SealedLog log;
    private final Intake events;
    private final List<Intake> accounts;
    private final KeyFile files;
    private final SigningKey key;
    private final Clock clock;

    /** Between the threads of this process; processes have a lock in the database. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private @Nullable String checked;
    private volatile @Nullable String broken;

    /**
     * A sealer of these rows.
     *
     * @param accounts what the accounts' database has to be sealed
     */
    Sealer(
            JdbcClient database,
            TransactionTemplate transaction,
            SealedLog log,
            Intake events,
            List<Intake> accounts,
            KeyFile files,
            SigningKey key,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.log = log;
        this.events = events;
        this.accounts = List.copyOf(accounts);
        this.files = files;
        this.key = key;
        this.clock = clock;
    }

    /** Why nothing is sealed any more; empty where all is well. */
    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    /** Where rows come from, and how well each does. */
    List<Intake> intakes() {
        List<Intake> all = new ArrayList<>(List.of(events));
        all.addAll(accounts);
        return all;
    }

    /**
     * Seals all that has come, of every kind.
     *
     * @return whether this process was the one to do it; another may be at it
     */
    boolean seal() {
        boolean mine = true;
        for (Intake intake : intakes()) {
            mine &= seal(intake);
        }
        return mine;
    }

    /** Seals events, and leaves to the next time what the database does not allow now. */
    void sealEventsQuietly() {
        sealQuietly(events);
    }

    /** Seals the rows of the accounts' database, and leaves to the next time what is not to be. */
    void sealAccountsQuietly() {
        accounts.forEach(this::sealQuietly);
    }

    private void sealQuietly(Intake intake) {
        try {
            seal(intake);
        } catch (DataAccessException | TransactionException e) {
            synchronized (intake) {
                intake.forget();
            }
            LOG.warn("not sealed at the moment: {}: {}", intake.kind(), e.getMessage());
        }
    }

    private boolean seal(Intake intake) {
        if (broken != null) {
            return false;
        }
        synchronized (intake) {
            try {
                boolean mine = addAll(intake);
                if (mine) {
                    inTurn(() -> {
                        transaction.executeWithoutResult(_ -> sign());
                        return true;
                    });
                }
                intake.isWell(clock.instant());
                return mine;
            } catch (Intake.GoneBack e) {
                intake.isBroken(e);
            } catch (Malformed e) {
                broken = e.getMessage();
                LOG.error(
                        "SEALING HAS STOPPED, the record or its seal was tampered with: {}",
                        broken);
            } catch (UncheckedIOException e) {
                LOG.warn("not signed, the seal's directory cannot be used: {}", e.getMessage());
            }
            return false;
        }
    }

    /** Whether it was this process that added what there was. */
    private boolean addAll(Intake intake) {
        Intake.Outcome outcome;
        do {
            Follower.Batch batch = intake.look();
            outcome = inTurn(() -> add(intake, batch));
            switch (outcome) {
                case ADDED, NOTHING -> intake.goOn(batch);
                case OVERTAKEN, NOT_OURS -> intake.forget();
            }
        } while (outcome == Intake.Outcome.ADDED || outcome == Intake.Outcome.OVERTAKEN);
        return outcome == Intake.Outcome.NOTHING;
    }

    private Intake.Outcome add(Intake intake, Follower.Batch batch) {
        Intake.Outcome outcome =
                transaction.execute(
                        _ -> isAlone() ? intake.append(batch) : Intake.Outcome.NOT_OURS);
        return outcome == null ? Intake.Outcome.NOT_OURS : outcome;
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
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
            requireToGoOn();
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

    /** A process that was not stopped would sign the successor's tree with the key of before. */
    private void requireToGoOn() {
        Optional<String> successor = log.successor();
        if (successor.filter(id -> !id.equals(key.publicKey().keyId())).isPresent()) {
            throw new Malformed("another log has begun after this one");
        }
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
                    "%d rows were sealed before, now there are %d".formatted(earlier.size(), size));
        }
        if (!tree.rootAt(earlier.size()).equals(earlier.root())) {
            throw new Malformed(
                    "the first %d rows are not those that were sealed".formatted(earlier.size()));
        }
    }

    private boolean isAlone() {
        return database.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(ONE_AT_A_TIME)
                .query(Boolean.class)
                .single();
    }
}
