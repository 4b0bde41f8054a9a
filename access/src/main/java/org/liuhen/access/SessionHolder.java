package org.liuhen.access;

import java.util.Optional;
import java.util.UUID;

/**
 * Whose a session is, and of which generation: a new one begins with each change of what an
 * account's sessions rest on (migration V6), and those of the one before are over.
 */
record SessionHolder(UUID account, long generation) {
    private static final int IDENTIFIER = 36;

    /** As it stands in the session. */
    String text() {
        return account + " " + generation;
    }

    /** What stands in a session; one from before there were generations is of the first. */
    static Optional<SessionHolder> read(String text) {
        try {
            UUID account = UUID.fromString(text.substring(0, Math.min(IDENTIFIER, text.length())));
            String rest = text.substring(IDENTIFIER).strip();
            return Optional.of(
                    new SessionHolder(account, rest.isEmpty() ? 0 : Long.parseLong(rest)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
