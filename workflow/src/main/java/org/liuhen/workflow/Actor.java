package org.liuhen.workflow;

/**
 * Who did it, with name, organisation and post as they were then: people move, history does not.
 */
public record Actor(String id, String name, Organisation organisation, String post, Role role) {}
