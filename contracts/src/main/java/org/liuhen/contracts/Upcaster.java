package org.liuhen.contracts;

import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an event stored in an earlier revision reads in the next one.
 *
 * @param name of the event, such as {@code section-returned}
 * @param from the revision it was stored in
 * @param change of its JSON, to revision {@code from + 1}
 */
public record Upcaster(String name, int from, UnaryOperator<ObjectNode> change) {}
