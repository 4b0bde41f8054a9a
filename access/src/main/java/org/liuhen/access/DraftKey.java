package org.liuhen.access;

import java.util.regex.Pattern;

/**
 * What a draft is of: one person keeps one of each kind for a section.
 *
 * @param kind such as {@code text} or {@code revision.ind-01}; the screens choose it
 */
record DraftKey(String report, String section, String kind) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    DraftKey {
        if (!isPart(report) || !isPart(section) || !isPart(kind)) {
            throw Problem.of(
                    ProblemCode.MALFORMED,
                    "草稿的地址须为“报告编号/章节编号/种类”，各由字母、数字、点、下划线和连字符组成，最长100个字符，请更正后重试。");
        }
    }

    private static boolean isPart(String part) {
        return PART.matcher(part).matches();
    }
}
