package org.liuhen.topology;

/** One part of an installation: it can be killed, and started again on what it left behind. */
interface Part extends AutoCloseable {

    /** What it is, whichever of its kind. */
    Kind kind();

    /** Begins to start; {@link #works} tells when it has. */
    void start();

    /** Whether it answers for itself. */
    boolean works();

    /** Kill -9, with all processes that belong to it. */
    void kill();

    @Override
    default void close() {
        kill();
    }

    /** The kinds of parts, and whether commands go on while one of them is away. */
    enum Kind {
        COMMAND_SERVICE(true),
        QUERY_SERVICE(true),
        KAFKA(true),
        COMMAND_DATABASE(false),
        QUERY_DATABASE(true),
        EDGE(false);

        private final boolean spared;

        Kind(boolean spared) {
            this.spared = spared;
        }

        /** Whether people go on giving commands without it. */
        boolean isSpared() {
            return spared;
        }
    }
}
