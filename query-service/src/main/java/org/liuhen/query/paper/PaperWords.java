package org.liuhen.query.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** On paper what is said at the screens, in the same words. */
final class PaperWords {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int SHOWN_FIRST = 8;
    private static final int SHOWN_LAST = 4;
    private static final Properties WORDS = read();

    private PaperWords() {}

    /** Of a code, such as {@code state.DRAFT}. */
    static String word(String key) {
        String found = WORDS.getProperty(key);
        if (found == null) {
            throw new IllegalArgumentException("no word for " + key);
        }
        return found;
    }

    /** Of a code that may be absent. */
    static String word(String kind, @Nullable Enum<?> code) {
        return code == null ? "" : word(kind + "." + code.name());
    }

    /**
     * What somebody wrote, as XML can hold it. The rules let no other text in; what is on record
     * from elsewhere must still come out on paper.
     */
    static String text(String written) {
        StringBuilder text = new StringBuilder(written.length());
        written.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .map(c -> isXml(c) ? c : 0xFFFD)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    static String text(@Nullable String written, String ifAbsent) {
        return written == null ? word(ifAbsent) : text(written);
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atZone(BEIJING));
    }

    /** Enough of a digest for people to compare. */
    static String shortened(String digest) {
        int hex = digest.indexOf(':') + 1;
        return digest.substring(0, hex + SHOWN_FIRST)
                + "…"
                + digest.substring(digest.length() - SHOWN_LAST);
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c > 0xFFFF;
    }

    private static Properties read() {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(
                            new ClassPathResource("paper-words.properties"),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
