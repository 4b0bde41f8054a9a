package org.liuhen.contracts;

import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.IndicatorState;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.Reply;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.SectionState;

/**
 * About how many bytes a folded state takes in memory, so that caches are bounded by what they hold
 * and not by how many: a report may have a page of text or ten thousand. What two versions share is
 * counted twice.
 */
public final class Footprint {
    private static final long REPORT = 2_000;
    private static final long PART = 500;
    private static final long LINE = 100;
    private static final long CHARACTER = 2;
    private static final long CACHES_IN_MEMORY = 32;

    private long bytes = REPORT;

    private Footprint() {}

    /** Of one state. */
    public static int of(ReportState report) {
        Footprint footprint = new Footprint();
        report.sections().values().forEach(footprint::section);
        report.indicators().values().forEach(footprint::indicator);
        footprint.bytes += PART * report.lineItems().size();
        return Math.clamp(footprint.bytes, 1, Integer.MAX_VALUE);
    }

    /** The most that one cache of states may take of this process's memory. */
    public static long most() {
        return Runtime.getRuntime().maxMemory() / CACHES_IN_MEMORY;
    }

    private void section(SectionState section) {
        bytes += PART;
        for (Block block : section.blocks()) {
            text(block.text());
        }
        section.returnItems().forEach(this::item);
        for (Opinion opinion : section.opinions()) {
            bytes += PART;
            text(opinion.text());
            opinion.items().forEach(this::item);
            opinion.replies().forEach(this::reply);
        }
    }

    private void item(ReturnItem item) {
        text(item.comment());
    }

    private void reply(Reply reply) {
        bytes += PART;
        text(reply.text());
    }

    private void indicator(IndicatorState indicator) {
        bytes += PART;
        text(indicator.explanation());
        for (RevisionState revision : indicator.revisions()) {
            bytes += PART;
            text(revision.reason());
            text(revision.basis());
            text(revision.settledReason());
        }
    }

    private void text(@Nullable String text) {
        bytes += LINE + (text == null ? 0 : CHARACTER * text.length());
    }
}
