package org.liuhen.access;

import java.util.List;

/**
 * The table of endpoint rules of one service. A service declares one such bean; all tables of a
 * process are read as one.
 */
public record EndpointRules(List<EndpointRule> rules) {

    public EndpointRules {
        rules = List.copyOf(rules);
    }

    public static EndpointRules of(EndpointRule... rules) {
        return new EndpointRules(List.of(rules));
    }
}
