package org.liuhen.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Why an event of a report cannot have happened by its rules.
 *
 * @param version of the report after the event
 * @param by who is said to have done it
 * @param kind what speaks against it
 * @param code which refusal the rules give; only for {@link Kind#REFUSED}
 * @param sentence in Chinese; of a refusal, the one its sender would have been answered with
 */
public record Objection(
        long version, Actor by, Kind kind, @Nullable RefusalCode code, String sentence) {

    /** What can speak against an event. */
    public enum Kind {
        /** The rules refuse the command that must have been given for it. */
        REFUSED,
        /** A hand-in or a decision names other content than there was. */
        OTHER_CONTENT,
        /** The rules would have recorded something else of the same command. */
        OTHER_FACTS,
        /** The command would have changed nothing, and nothing would have been recorded. */
        NO_CHANGE,
        /** It follows from something else, which is not there. */
        WITHOUT_CAUSE,
        /** What follows from it by itself is not there. */
        WITHOUT_CONSEQUENCE,
        /** It is said to come of the same command as the one before, which cannot be. */
        NOT_OF_ONE_COMMAND,
        /** It holds what no command can, so that the rules cannot be asked. */
        UNDECIDABLE,
        /** The account was something else at that moment. */
        NOT_HELD
    }
}
