package org.liuhen.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why something is malformed, in Chinese. Each line of the table: English => Chinese. */
final class Reasons {
    private static final String BETWEEN = " => ";
    private static final String GAP = "{}";
    private static final List<Reason> ALL = read();

    private Reasons() {}

    private record Reason(Pattern english, String chinese) {}

    /** As it is, where there is no translation. */
    static String inChinese(String english) {
        for (Reason reason : ALL) {
            Matcher found = reason.english.matcher(english);
            if (found.matches()) {
                String chinese = reason.chinese;
                for (int i = 1; i <= found.groupCount(); i++) {
                    int gap = chinese.indexOf(GAP);
                    chinese =
                            chinese.substring(0, gap)
                                    + inChinese(found.group(i)).replace(GAP, "{ }")
                                    + chinese.substring(gap + GAP.length());
                }
                return chinese;
            }
        }
        return english;
    }

    private static List<Reason> read() {
        try (InputStream in = Reasons.class.getResourceAsStream("malformed_zh.txt")) {
            if (in == null) {
                throw new IllegalStateException("not packed with the program: malformed_zh.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(BETWEEN, 2))
                    .map(both -> new Reason(pattern(both[0]), both[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String english) {
        return Pattern.compile("\\Q" + english.replace(GAP, "\\E(.*?)\\Q") + "\\E", Pattern.DOTALL);
    }
}
