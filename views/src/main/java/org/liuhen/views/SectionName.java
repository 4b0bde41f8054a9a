package org.liuhen.views;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liuhen.workflow.SectionState;

/**
 * What people call a section, by itself and among all of a report: 二（二）履职效能分析, or 三、其他自评情况 where
 * the section is its whole chapter.
 */
public final class SectionName {
    /** The number of a chapter such as 二、绩效自评情况. */
    private static final Pattern CHAPTER = Pattern.compile("([一二三四五六七八九十百]+)、.*");

    private SectionName() {}

    public static String of(SectionState section) {
        String heading = heading(section);
        String chapter = section.chapter();
        if (chapter == null || section.printedNumber() == null || chapter.equals(heading)) {
            return heading;
        }
        Matcher numbered = CHAPTER.matcher(chapter);
        return numbered.matches() ? numbered.group(1) + heading : heading;
    }

    /** As it is printed below its chapter: （二）履职效能分析. */
    public static String heading(SectionState section) {
        return Objects.requireNonNullElse(section.printedNumber(), "") + section.title();
    }
}
