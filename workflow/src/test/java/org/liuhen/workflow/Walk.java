package org.liuhen.workflow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Every state that these people can bring a report into with these moves, breadth first: at each
 * state every move is tried by everyone. States that differ only in what no rule looks at (the
 * words of the text, who said what before this round) count as one.
 */
final class Walk {

    /** Something to try, made for the report as it stands. */
    record Move(String name, Function<ReportState, ReportCommand> command) {}

    /** A state reached, and how: following {@code before} back gives the whole history. */
    record Place(ReportState report, Place before, List<Recorded> facts) {
        SectionState section(String key) {
            return report.section(key).orElseThrow();
        }

        List<Recorded> history() {
            LinkedList<Recorded> all = new LinkedList<>();
            for (Place at = this; at != null; at = at.before()) {
                all.addAll(0, at.facts());
            }
            return all;
        }

        @Override
        public String toString() {
            return String.valueOf(key(report));
        }
    }

    /** A move that was carried out. */
    record Step(Place from, Person by, String move, ReportCommand command, Place to) {
        List<ReportEvent> events() {
            return to.facts().stream().map(Recorded::event).toList();
        }

        @Override
        public String toString() {
            return "%s by %s at %s -> %s"
                    .formatted(move, by.id(), key(from.report()), key(to.report()));
        }
    }

    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    private final List<Person> cast;
    private final List<Move> moves;
    private final int lastRound;
    private final Map<Object, Place> places = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<Class<?>, Map<RefusalCode, Integer>> refusals = new HashMap<>();
    private long tried;

    private Walk(List<Person> cast, List<Move> moves, int lastRound) {
        this.cast = cast;
        this.moves = moves;
        this.lastRound = lastRound;
    }

    static Walk from(ReportState start, List<Person> cast, List<Move> moves, int lastRound) {
        Walk walk = new Walk(cast, moves, lastRound);
        walk.explore(new Place(start, null, List.of()));
        return walk;
    }

    private void explore(Place start) {
        Deque<Place> waiting = new ArrayDeque<>();
        places.put(key(start.report()), start);
        waiting.add(start);
        while (!waiting.isEmpty()) {
            Place at = waiting.remove();
            for (Move move : moves) {
                ReportCommand command = move.command().apply(at.report());
                for (Person person : cast) {
                    Place next = attempt(at, person, move, command);
                    if (next != null
                            && within(next.report())
                            && places.putIfAbsent(key(next.report()), next) == null) {
                        waiting.add(next);
                    }
                }
            }
        }
    }

    private Place attempt(Place at, Person person, Move move, ReportCommand command) {
        tried++;
        try {
            Report.Decision decision = Report.decide(at.report(), person, command);
            ReportState report = at.report();
            List<Recorded> facts = new ArrayList<>();
            for (ReportEvent event : decision.events()) {
                Recorded recorded = new Recorded(event, decision.by(), NOON);
                facts.add(recorded);
                report = Report.evolve(report, recorded);
            }
            Place next = new Place(report, at, facts);
            steps.add(new Step(at, person, move.name(), command, next));
            return next;
        } catch (Refused refused) {
            refusals.computeIfAbsent(command.getClass(), _ -> new EnumMap<>(RefusalCode.class))
                    .merge(refused.code(), 1, Integer::sum);
            return null;
        }
    }

    private boolean within(ReportState report) {
        return report.sections().values().stream().allMatch(s -> s.round() <= lastRound);
    }

    /** What the rules look at, and nothing else. */
    static Object key(ReportState report) {
        List<Object> key = new ArrayList<>();
        key.add(report.stage());
        for (SectionState s : report.sections().values()) {
            key.add(
                    List.of(
                            s.position(),
                            s.round(),
                            s.contributors(),
                            s.deciders(),
                            String.valueOf(s.withdrawableBy()),
                            s.returnItems().isEmpty()));
        }
        for (IndicatorState i : report.indicators().values()) {
            key.add(i.actual() == null);
            key.add(i.openRevision().map(r -> r.requestedBy().id()).orElse("none open"));
        }
        return key;
    }

    List<Place> places() {
        return List.copyOf(places.values());
    }

    List<Step> steps() {
        return steps;
    }

    /** Every state from which some moves lead to the goal, as its key. */
    Set<Object> leadingTo(Predicate<ReportState> goal) {
        Map<Object, List<Object>> backwards = new HashMap<>();
        for (Step step : steps) {
            backwards
                    .computeIfAbsent(key(step.to().report()), _ -> new ArrayList<>())
                    .add(key(step.from().report()));
        }
        Set<Object> found = new HashSet<>();
        Deque<Object> waiting = new ArrayDeque<>();
        places.forEach((key, place) -> {
            if (goal.test(place.report())) {
                found.add(key);
                waiting.add(key);
            }
        });
        while (!waiting.isEmpty()) {
            for (Object before : backwards.getOrDefault(waiting.remove(), List.of())) {
                if (found.add(before)) {
                    waiting.add(before);
                }
            }
        }
        return found;
    }

    Map<Class<?>, Map<RefusalCode, Integer>> refusals() {
        return refusals;
    }

    String count() {
        return "%,d states, %,d transitions, %,d attempts"
                .formatted(places.size(), steps.size(), tried);
    }
}
