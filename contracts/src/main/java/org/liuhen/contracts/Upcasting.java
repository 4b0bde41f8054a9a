package org.liuhen.contracts;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liuhen.contracts.EventContract.UnknownContract;
import org.liuhen.workflow.ReportEvent;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads stored events of every revision there ever was: what is stored stays as it is, and each
 * revision is brought to the next one until it is the present one. Whoever reads stored events,
 * reads them here.
 */
public final class Upcasting {
    /** One for each revision that is no longer written; none is ever removed. */
    private static final List<Upcaster> ALL = List.of();

    private static final Upcasting PRESENT = new Upcasting(ALL);

    private final Map<String, Upcaster> upcasters;

    /** With these and no others. */
    public Upcasting(List<Upcaster> upcasters) {
        this.upcasters =
                upcasters.stream()
                        .collect(
                                Collectors.toMap(
                                        u -> key(u.name(), u.from()), Function.identity()));
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
        EventContract contract = EventContract.named(name);
        if (revision.equals(contract.revision())) {
            return ContractJson.read(contract, json);
        }
        ObjectNode event = ContractJson.mapper().readValue(json, ObjectNode.class);
        for (int at = number(revision, name); at != number(contract.revision(), name); at++) {
            Upcaster upcaster = upcasters.get(key(name, at));
            if (upcaster == null) {
                throw unknown(name, revision);
            }
            event = upcaster.change().apply(event);
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
