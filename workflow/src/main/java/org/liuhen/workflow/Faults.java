package org.liuhen.workflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers everything that is wrong with one request, so that its sender corrects it in one go. */
final class Faults {
    /** The longest text of one paragraph, in UTF-16 units. */
    static final int LONGEST_TEXT = 100_000;

    /** The longest title, name, unit or reference. */
    static final int LONGEST_NAME = 500;

    private static final int MANY = 50;

    private final List<Refused.Fault> found = new ArrayList<>();

    void add(String path, String message) {
        if (found.size() < MANY) {
            found.add(new Refused.Fault(path, message));
        }
    }

    void key(String path, String key) {
        if (!Keys.isOne(key)) {
            add(path, "编号须以字母或数字开头，只用字母、数字、点、横线和下划线，不超过64个字符");
        }
    }

    void required(String path, @Nullable String text, String what) {
        given(path, text, what);
        text(path, text);
    }

    void requiredName(String path, @Nullable String name, String what) {
        given(path, name, what);
        name(path, name);
    }

    void text(String path, @Nullable String text) {
        text(path, text, LONGEST_TEXT);
    }

    void name(String path, @Nullable String text) {
        text(path, text, LONGEST_NAME);
    }

    void decimal(String path, @Nullable String entered) {
        if (entered != null && !Decimals.isOne(entered)) {
            add(path, "请填写数字，例如 6,771.02；总长不超过" + Decimals.LONGEST + "个字符");
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw Refused.invalid(found);
        }
    }

    private void given(String path, @Nullable String text, String what) {
        if (text == null || text.codePoints().allMatch(Faults::isInvisible)) {
            add(path, "请填写" + what);
        }
    }

    private void text(String path, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.length() > longest) {
            add(path, "文字过长，请控制在" + longest + "个字符以内");
        } else if (!isClean(text)) {
            add(path, "文字中有不可见的控制字符或残缺的字符，请删除后再提交");
        }
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }

    /** Well-formed Unicode without control characters other than tab and line breaks. */
    private static boolean isClean(String text) {
        return text.codePoints().noneMatch(Faults::isDirt);
    }

    private static boolean isDirt(int c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
                || (c >= 0x7F && c <= 0x9F)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || (c & 0xFFFE) == 0xFFFE;
    }
}
