package org.liuhen.views.difference;

/**
 * A stretch of a text whose words are the same in both versions, or only in one of them. All
 * passages but the added ones make the text before, all but the removed ones the text after.
 *
 * @param text exactly as it stands there
 */
public record Passage(Kind kind, String text) {

    /** In which version it stands. */
    public enum Kind {
        KEPT,
        REMOVED,
        ADDED
    }
}
