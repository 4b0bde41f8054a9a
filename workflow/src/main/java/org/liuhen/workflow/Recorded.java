package org.liuhen.workflow;

import java.time.Instant;

/**
 * A fact as it was recorded.
 *
 * @param at the server's time, never the client's
 */
public record Recorded(ReportEvent event, Actor by, Instant at) {}
