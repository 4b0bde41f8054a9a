package org.liuhen.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liuhen.contracts.EventContract.UnknownContract;
import org.liuhen.workflow.ReportEvent;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads stored events of every revision there ever was: what is stored stays as it is. A revision
 * that says what the next one says otherwise is brought to that one, until it is one that the fold
 * knows; a revision with another meaning has a class and an arm of the fold of its own, and is read
 * as it is. Whoever reads stored events, reads them here.
 */
public final class Upcasting {
    /** One for each revision that is no longer written; none is ever removed. */
    private static final List<Upcaster> ALL = List.of();

    private static final Upcasting PRESENT = new Upcasting(ALL);

    private final Map<String, Upcaster> upcasters;
    private final Map<String, EventContract> contracts;

    /** With these upcasters and no others. */
    public Upcasting(List<Upcaster> upcasters) {
        this(upcasters, EventContract.all());
    }

    /** With these contracts too. */
    Upcasting(List<Upcaster> upcasters, List<EventContract> contracts) {
        this.upcasters =
                upcasters.stream()
                        .collect(
                                Collectors.toMap(
                                        u -> key(u.name(), u.from()), Function.identity()));
        this.contracts =
                contracts.stream()
                        .collect(
                                Collectors.toMap(
                                        c -> key(c.name(), number(c.revision(), c.name())),
                                        Function.identity()));
    }

    /** With those of this version of Liuhen. */
    public static Upcasting present() {
        return PRESENT;
    }

    static List<Upcaster> all() {
        return ALL;
    }

    /**
     * The event that was stored under that name and revision.
     *
     * @throws UnknownContract where there is no such event, or no way from that revision
     */
    public ReportEvent read(String name, String revision, byte[] json) {
        int at = number(revision, name);
        EventContract contract = contracts.get(key(name, at));
        if (contract != null) {
            return ContractJson.read(contract, json);
        }
        List<Upcaster> way = new ArrayList<>();
        while (contract == null) {
            Upcaster next = upcasters.get(key(name, at));
            if (next == null) {
                throw unknown(name, revision);
            }
            way.add(next);
            contract = contracts.get(key(name, ++at));
        }
        ObjectNode event = ContractJson.mapper().readValue(json, ObjectNode.class);
        for (Upcaster each : way) {
            event = each.change().apply(event);
        }
        return ContractJson.mapper().treeToValue(event, contract.type());
    }

    private static int number(String revision, String name) {
        try {
            return Integer.parseInt(revision);
        } catch (NumberFormatException _) {
            throw unknown(name, revision);
        }
    }

    private static UnknownContract unknown(String name, String revision) {
        return new UnknownContract("no event contract " + name + " revision " + revision);
    }

    private static String key(String name, int revision) {
        return name + '/' + revision;
    }
}
