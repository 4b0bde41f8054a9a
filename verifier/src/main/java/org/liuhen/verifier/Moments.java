package org.liuhen.verifier;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/** Times as findings show them: Beijing time, as the screens do. */
final class Moments {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.ofHours(8));
    private static final int BELOW_MILLIS = 16;
    private static final int TIME_ORDERED = 7;

    private Moments() {}

    static String of(Instant moment) {
        return SHOWN.format(moment);
    }

    /**
     * A time as it is sealed.
     *
     * @param seconds since 1970-01-01T00:00:00Z; shown as it is where it is no time
     */
    static String of(String seconds) {
        try {
            BigDecimal exact = new BigDecimal(seconds);
            return SHOWN.format(
                    Instant.ofEpochSecond(
                            exact.longValue(),
                            exact.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
        } catch (NumberFormatException | DateTimeException _) {
            return seconds;
        }
    }

    /** The time that an identifier tells, where it is a UUIDv7. */
    static Optional<String> inside(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == TIME_ORDERED
                    ? Optional.of(
                            SHOWN.format(
                                    Instant.ofEpochMilli(
                                            uuid.getMostSignificantBits() >>> BELOW_MILLIS)))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
