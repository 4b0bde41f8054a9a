package org.liuhen.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liuhen.topology.Journal.Deed;

/**
 * What the clients were answered, held against what happened: each command that was answered is
 * there once, where the answer said and in the order it was given; and nothing else is there.
 */
final class Reckoning {
    private final List<Deed> deeds;
    private final Map<String, List<Record.Entry>> history = new HashMap<>();
    private final Map<String, Set<Long>> places = new HashMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private final List<String> disordered = new ArrayList<>();
    private final List<String> unasked = new ArrayList<>();
    private int found;
    private int carriedOutBefore;
    private int carriedOutByAnother;
    private int unresolved;

    /**
     * @param deeds what the clients noted
     * @param stored the record
     * @param shown the history of each report, as people read it
     */
    Reckoning(
            List<Deed> deeds,
            Map<String, List<Record.Entry>> stored,
            Map<String, List<Record.Entry>> shown) {
        this.deeds = deeds;
        for (List<Record.Entry> entries : stored.values()) {
            for (Record.Entry entry : entries) {
                history.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(entry);
            }
        }
        for (List<Record.Entry> entries : shown.values()) {
            for (Record.Entry entry : entries) {
                for (String text : entry.texts()) {
                    places.computeIfAbsent(entry.report() + " " + text, _ -> new HashSet<>())
                            .add(entry.version());
                }
            }
        }
        deeds.forEach(this::look);
        Set<String> asked = new HashSet<>();
        deeds.forEach(deed -> asked.add(deed.key().toString()));
        history.keySet().stream().filter(key -> !asked.contains(key)).forEach(unasked::add);
        deeds.stream()
                .filter(Deed::isAnswered)
                .collect(Collectors.groupingBy(Deed::report))
                .values()
                .forEach(this::order);
    }

    private void look(Deed deed) {
        List<Record.Entry> events = history.getOrDefault(deed.key().toString(), List.of());
        if (!deed.isAnswered()) {
            unresolved++;
            return;
        }
        if (events.stream().map(Record.Entry::requestId).distinct().count() > 1) {
            duplicated.add(deed + " is " + events);
        }
        if (events.isEmpty()
                || !events.getLast().report().equals(deed.report())
                || events.getLast().version() != deed.version()
                || !isShownOnce(deed)) {
            lost.add(deed + " is " + events);
            return;
        }
        found++;
        boolean byAnother = !events.getFirst().requestId().equals(deed.requestId());
        if (deed.unknown() > 0 && byAnother) {
            carriedOutBefore++;
        } else if (byAnother) {
            carriedOutByAnother++;
        }
    }

    /** Its own text, where it has one, in the history that people read. */
    private boolean isShownOnce(Deed deed) {
        if (deed.text().isEmpty()) {
            return true;
        }
        return places.getOrDefault(deed.report() + " " + deed.text(), Set.of())
                .equals(Set.of(deed.version()));
    }

    /** None lies before another that had been answered when it was first sent. */
    private void order(Collection<Deed> ofOneReport) {
        long answered = Long.MAX_VALUE;
        for (Deed deed :
                ofOneReport.stream()
                        .sorted(Comparator.comparingLong(Deed::version).reversed())
                        .toList()) {
            if (deed.from() > answered) {
                disordered.add(deed.toString());
            }
            answered = Math.min(answered, deed.until());
        }
    }

    /** What must not be: nothing, where all is well. */
    List<String> violations() {
        List<String> all = new ArrayList<>();
        lost.forEach(each -> all.add("lost: " + each));
        duplicated.forEach(each -> all.add("done twice: " + each));
        disordered.forEach(each -> all.add("out of order: " + each));
        unasked.forEach(each -> all.add("asked for by nobody: " + each));
        if (unresolved > 0) {
            all.add("not known how they ended: " + unresolved);
        }
        return all;
    }

    int acknowledged() {
        return (int) deeds.stream().filter(Deed::isAnswered).count();
    }

    @Override
    public String toString() {
        long doubtful = deeds.stream().filter(deed -> deed.unknown() > 0).count();
        return """
        attempts %d, acknowledged %d, found %d, lost %d, duplicated %d, out of order %d
        unknown outcomes %d of %d commands: had been carried out %d, carried out when sent again %d, \
        unresolved %d
        answered by another instance at once, by the edge: %d\
        """
                .formatted(
                        deeds.stream().mapToInt(Deed::attempts).sum(),
                        acknowledged(),
                        found,
                        lost.size(),
                        duplicated.size(),
                        disordered.size(),
                        deeds.stream().mapToInt(Deed::unknown).sum(),
                        doubtful,
                        carriedOutBefore,
                        doubtful - carriedOutBefore - unresolved,
                        unresolved,
                        carriedOutByAnother);
    }
}
