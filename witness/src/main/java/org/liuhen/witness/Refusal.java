package org.liuhen.witness;

/** The log contradicts what this witness saw before, or what it says of itself. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
