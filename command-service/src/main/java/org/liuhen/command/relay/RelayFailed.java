package org.liuhen.command.relay;

/** Nothing was sent this time; the next time begins where this one began. */
final class RelayFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RelayFailed(String message) {
        super(message);
    }

    RelayFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
