package org.liuhen.standalone.backup;

/** What was asked for was not done, and nothing of it is left. A Chinese sentence says why. */
final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDone(String sentence) {
        super(sentence);
    }

    NotDone(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
