package org.liuhen.command.seal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.command.Follower;
import org.liuhen.command.seal.Progress.Place;
import org.liuhen.seal.RowKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of one kind on their way into the log. They are looked for before the log is locked, so
 * that a database that does not answer holds up no other kind.
 *
 * <p>Not safe for use by several threads, but for what it tells of itself.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MOST = 2_000;

    private final RowKind kind;
    private final JdbcClient source;
    private final SealedLog log;
    private final Progress progress;
    private @Nullable Follower follower;
    private @Nullable Follower appended;
    private long leaves;
    private volatile @Nullable String broken;
    private volatile Instant lastWell;

    /**
     * Begins where sealing has come.
     *
     * @param source the database that the rows are in, which need not be that of the log
     */
    Intake(RowKind kind, JdbcClient source, SealedLog log, Progress progress, Instant now) {
        this.kind = kind;
        this.source = source;
        this.log = log;
        this.progress = progress;
        this.lastWell = now;
    }

    RowKind kind() {
        return kind;
    }

    /** Why no rows of this kind are sealed; empty where all is well. */
    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    /** When all that was there was sealed last, here or by another process. */
    Instant lastWell() {
        return lastWell;
    }

    void isWell(Instant now) {
        broken = null;
        lastWell = now;
    }

    void isBroken(GoneBack why) {
        if (broken == null) {
            LOG.error("no rows of {} are sealed any more: {}", kind.table(), why.getMessage());
        }
        broken = why.getMessage();
    }

    /** A table is older than what was sealed of it. */
    static final class GoneBack extends RuntimeException {
        private static final long serialVersionUID = 1;

        GoneBack(String message) {
            super(message);
        }
    }

    /** How many rows no checkpoint covers yet. */
    long waiting() {
        long last = progress.last(kind).map(Place::position).orElse(0L);
        return progress.unsigned(kind)
                + source.sql("SELECT count(*) FROM %s WHERE position > ?".formatted(kind.table()))
                        .param(last)
                        .query(Long.class)
                        .single();
    }

    /** Begins from the tables again. */
    void forget() {
        follower = null;
    }

    /**
     * Looks for rows that have come.
     *
     * @throws GoneBack where the table is older than what was sealed of it
     */
    Follower.Batch look() {
        Follower following = follower;
        if (following == null) {
            leaves = progress.leaves(kind); // first: whatever is sealed meanwhile changes it
            following = progress.follower(source, kind);
            follower = following;
        }
        if (kind != RowKind.EVENT) {
            requireNotToHaveGoneBack();
        }
        return following.next(MOST);
    }

    /**
     * What was restored to an earlier time gives the numbers of rows that were lost to others,
     * which would never be looked for. The record goes back together with the log, and is noticed
     * there.
     */
    private void requireNotToHaveGoneBack() {
        Place last = progress.last(kind).orElse(null);
        if (last == null) {
            return;
        }
        boolean goneBack =
                source.sql(
                                """
                                SELECT coalesce(max(s.last_value), 0) < :position
                                    OR EXISTS (SELECT FROM %1$s
                                               WHERE position = :position AND %2$s::text <> :id)
                                FROM pg_sequences s
                                WHERE format('%%I.%%I', s.schemaname, s.sequencename)
                                    = pg_get_serial_sequence('%1$s', 'position')\
                                """
                                        .formatted(kind.table(), kind.id()))
                        .param("position", last.position())
                        .param("id", last.id())
                        .query(Boolean.class)
                        .single();
        if (goneBack) {
            throw new GoneBack(
                    "%1$s is older than what was sealed of it; after a restore, let its numbers go on: SELECT setval(pg_get_serial_sequence('%1$s', 'position'), %2$d)"
                            .formatted(kind.table(), last.position()));
        }
    }

    /** What came of adding a batch. */
    enum Outcome {
        /** There was nothing to add. */
        NOTHING,
        /** Rows were added, and there may be more. */
        ADDED,
        /** Another process added some since the look: look again. */
        OVERTAKEN,
        /** Another process is at it. */
        NOT_OURS
    }

    /** Adds them to the log, in a transaction of which there is one at a time. */
    Outcome append(Follower.Batch batch) {
        Follower following = follower;
        follower = null; // where this transaction fails, begin from the tables again
        if (following == null || progress.leaves(kind) != leaves) {
            return Outcome.OVERTAKEN;
        }
        int added = batch.rows().size();
        if (added > 0) {
            log.append(batch.rows());
        }
        long settled = following.settled();
        following.taken(batch);
        if (following.settled() != settled || added > 0) {
            progress.advance(kind, following.settled(), added);
        }
        appended = following;
        return added > 0 ? Outcome.ADDED : Outcome.NOTHING;
    }

    /** The transaction was committed: goes on from there. */
    void goOn(Follower.Batch batch) {
        follower = appended;
        leaves += batch.rows().size();
    }
}
