package org.liuhen.query.live;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has been told: everything that transactions before this one wrote. The same at
 * every instance that shares the database.
 *
 * @param origin which database numbers the transactions
 * @param transaction the oldest that was under way at the look
 */
record Position(UUID origin, long transaction) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,18})");

    /** As a client gave it back; empty where it is none of ours. */
    static Optional<Position> read(@Nullable String given) {
        Matcher matcher = WRITTEN.matcher(given == null ? "" : given.strip());
        try {
            return matcher.matches()
                    ? Optional.of(
                            new Position(
                                    UUID.fromString(matcher.group(1)),
                                    Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether somebody who was told this much can be told what is new at that position. */
    boolean leadsTo(Position later) {
        return origin.equals(later.origin) && transaction <= later.transaction;
    }

    /** The further of the two. */
    Position or(Position other) {
        return leadsTo(other) ? other : this;
    }

    @Override
    public String toString() {
        return origin + "." + transaction;
    }
}
