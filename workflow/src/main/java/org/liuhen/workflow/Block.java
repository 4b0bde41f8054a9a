package org.liuhen.workflow;

/** A paragraph or a heading of a section's text, exactly as entered. */
public record Block(Kind kind, String text) {

    /** How the block is printed. */
    public enum Kind {
        PARAGRAPH,
        HEADING
    }
}
