package org.liuhen.query.feed;

/** The topic cannot be read from where a reader was. It stops, and tries again after a while. */
final class FeedFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedFailed(String topic, RuntimeException cause) {
        super("topic " + topic + ": " + cause.getMessage(), cause);
    }
}
