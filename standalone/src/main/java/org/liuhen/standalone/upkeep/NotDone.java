package org.liuhen.standalone.upkeep;

/** What was asked for was not done, and nothing of it is left. A Chinese sentence says why. */
public final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotDone(String sentence) {
        super(sentence);
    }

    public NotDone(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
