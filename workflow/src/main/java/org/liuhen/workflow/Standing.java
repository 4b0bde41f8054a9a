package org.liuhen.workflow;

import java.time.Instant;

/** Where a section is, and when it came there. */
public record Standing(Position position, Instant since) {}
