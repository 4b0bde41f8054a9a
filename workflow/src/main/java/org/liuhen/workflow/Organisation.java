package org.liuhen.workflow;

/** An office, as it was called at the time: a department, the finance bureau, the congress. */
public record Organisation(String id, String name) {}
