package org.liuhen.workflow;

import java.util.List;

/**
 * What a section says in words.
 *
 * @param revision counts the versions of the text from 1
 * @param editor who saved this one
 */
public record SectionText(List<Block> blocks, int revision, Actor editor) {
    public SectionText {
        blocks = List.copyOf(blocks);
    }
}
