package org.liuhen.verifier.views;

/** What is told of the comparison; each check is a key of the verifier's words. */
public interface Answer {

    /** It is as it should be. */
    void holds(String check, Object... details);

    /** It is not. */
    void fails(String check, Object... details);

    /** Something to know that neither holds nor fails. */
    void note(String check, Object... details);
}
