package org.liuhen.topology;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A drafter who edits one section for ever, whether or not it can be read at the moment, and looks
 * at it in every way.
 */
final class Editor implements Work {
    private static final int WAITS_EVERY = 4;

    private final Clerk clerk;
    private final String report;
    private final int year;
    private final String section;
    private volatile boolean stopped;

    Editor(Clerk clerk, String report, int year, String section) {
        this.clerk = clerk;
        this.report = report;
        this.year = year;
        this.section = section;
    }

    @Override
    public void run() {
        for (int revision = 1; !stopped; revision++) {
            long begun = System.nanoTime();
            String text = UUID.randomUUID().toString();
            Object body =
                    Map.of(
                            "blocks",
                            List.of(Map.of("kind", "PARAGRAPH", "text", text)),
                            "basedOn",
                            revision);
            String path = "/api/reports/%s/sections/%s".formatted(report, section);
            long version = clerk.command("PUT", path, body, text).path("version").asLong();
            if (revision % WAITS_EVERY == 0) {
                clerk.see(report, version, begun);
            } else {
                clerk.read(report, 0);
            }
            clerk.readHistory(report);
            clerk.readList(report, year);
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public long proven() {
        return clerk.proven();
    }
}
