package org.liuhen.query.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Role;

/** What has been decided on one section so far, as much of it as findings refer to. */
final class SectionRecord {
    /** How many earlier events a finding names at most: the latest. */
    private static final int NAMED = 10;

    private final Deque<Entry> approvals = new ArrayDeque<>();
    private final Deque<Entry> returns = new ArrayDeque<>();
    private final Map<String, Map<Role, Entry>> people = new HashMap<>();
    private final Map<String, Long> restarted = new HashMap<>();
    private final Map<String, Entry> contributed = new HashMap<>();
    private int returned;
    private long lastReturn;

    /** Somebody worked on its content, in whatever round. */
    void contributed(Entry entry) {
        contributed.put(entry.by().id(), entry);
    }

    /** The latest contribution of whoever has now decided, if there is one. */
    Optional<Entry> contributionOf(Entry decision) {
        return Optional.ofNullable(contributed.get(decision.by().id()));
    }

    /** The desk's review began anew, because a target was changed. */
    void restarted(String desk, long version) {
        restarted.put(desk, version);
    }

    /**
     * Whether it counts no more: for a return undoes what was decided before, and a review that
     * begins anew undoes what its desk had decided.
     */
    boolean isSuperseded(Ruling.OnSection decision) {
        long version = decision.entry().version();
        return version < lastReturn || version < restarted.getOrDefault(decision.desk(), 0L);
    }

    void add(Ruling.OnSection decision) {
        Entry entry = decision.entry();
        if (decision.kind() == Decision.Kind.RETURNED) {
            returned++;
            lastReturn = entry.version();
            keep(returns, entry);
        } else {
            keep(approvals, entry);
        }
        people.computeIfAbsent(entry.by().id(), _ -> new EnumMap<>(Role.class))
                .put(entry.by().role(), entry);
    }

    int returned() {
        return returned;
    }

    List<Long> returns() {
        return versions(returns);
    }

    List<Long> approvals() {
        return versions(approvals);
    }

    @Nullable Entry lastApproval() {
        return approvals.peekLast();
    }

    /** The same person's latest decision in another role, if there is one. */
    Optional<Entry> inAnotherRole(Entry entry) {
        return people.getOrDefault(entry.by().id(), Map.of()).entrySet().stream()
                .filter(each -> each.getKey() != entry.by().role())
                .map(Map.Entry::getValue)
                .max((a, b) -> Long.compare(a.version(), b.version()));
    }

    private static void keep(Deque<Entry> latest, Entry entry) {
        latest.addLast(entry);
        if (latest.size() > NAMED) {
            latest.removeFirst();
        }
    }

    private static List<Long> versions(Deque<Entry> entries) {
        return entries.stream().map(Entry::version).toList();
    }
}
