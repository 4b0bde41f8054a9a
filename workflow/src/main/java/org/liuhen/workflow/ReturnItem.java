package org.liuhen.workflow;

/**
 * One thing to put right.
 *
 * @param ref a block's index, or an indicator's or line item's key
 */
public record ReturnItem(String ref, String comment) {}
