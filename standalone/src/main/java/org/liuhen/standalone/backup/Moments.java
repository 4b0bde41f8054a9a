package org.liuhen.standalone.backup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.liuhen.standalone.upkeep.NotDone;

/** Moments as operators write and read them: Beijing time, where no other is said. */
final class Moments {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(BEIJING);

    private Moments() {}

    static String shown(Instant moment) {
        return SHOWN.format(moment);
    }

    /** From when on: the next whole second, so that it can be typed in as it is shown. */
    static String shownFrom(Instant moment) {
        return shown(moment.plusMillis(999));
    }

    /** {@code 2026-11-30 10:30:00}, with fractions of a second or without, or with an offset. */
    static Instant parse(String text) {
        String iso = text.strip().replace(' ', 'T');
        return local(iso)
                .or(() -> offset(iso))
                .orElseThrow(() ->
                        new NotDone(
                                "看不懂时间“%s”，请写成 --to='2026-11-30 10:30:00'（北京时间）。".formatted(text)));
    }

    private static Optional<Instant> local(String iso) {
        try {
            return Optional.of(LocalDateTime.parse(iso).atZone(BEIJING).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> offset(String iso) {
        try {
            return Optional.of(OffsetDateTime.parse(iso).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
