package org.liuhen.access;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells what a database cannot do at the moment from a mistake of our own. */
public final class Outage {
    /** PostgreSQL's {@code disk_full}: the statement has failed and its transaction with it. */
    private static final String DISK_FULL = "53100";

    private Outage() {}

    /**
     * Does nothing where the failure is another one.
     *
     * @throws Problem where the database had no space
     * @throws RuntimeException the failure itself, where the database is away
     */
    public static void throwIfCauseOf(RuntimeException failure) {
        if (isDiskFull(failure)) {
            throw diskFull();
        }
        if (isCauseOf(failure)) {
            throw failure;
        }
    }

    /** Whether the database is away: nobody knows what became of what it was doing. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && isOutage(e)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database had no space for it, and so has done nothing of it. */
    static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && DISK_FULL.equals(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Answers what the database had no space for. */
    static Problem diskFull() {
        return Problem.of(ProblemCode.DISK_FULL, "磁盘空间不足，本次未办理。请告知系统管理员清理磁盘空间，之后重试。");
    }

    /** No connection in time, a broken one (class 08), or a server going down (57P0x). */
    private static boolean isOutage(SQLException e) {
        @Nullable String state = e.getSQLState();
        return e instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("57P")));
    }
}
