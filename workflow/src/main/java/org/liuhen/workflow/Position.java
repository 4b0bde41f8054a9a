package org.liuhen.workflow;

/** Where a section stands. */
public sealed interface Position {

    /** Open for editing by the department's drafters. */
    sealed interface Open extends Position {}

    /** Never returned: first being written. */
    record Draft() implements Open {}

    /** Sent back to the drafter. */
    record Returned() implements Open {}

    /** Waiting for one step's decision. */
    record InReview(String desk, Role step) implements Position {}

    /** Every step of the desk has approved; waiting for the report to be forwarded. */
    record Approved(String desk) implements Position {}

    /** Past the last desk. */
    record Cleared() implements Position {}
}
