package org.liuhen.workflow;

/** How a line of money stands to its parent line. */
public enum Relation {
    /** 合计项: the parts add up to the parent. */
    PART,
    /** 其中: stays within the parent. */
    OF_WHICH,
    /** 结转: carried into the next year, not spent. */
    CARRY_FORWARD
}
