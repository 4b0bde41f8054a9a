package org.liuhen.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe: C2SP tlog-policy. Known logs, known witnesses, and how many of which must have
 * cosigned.
 */
public final class Policy {
    private static final int LONGEST = 100_000;
    private static final int MOST_GROUPS = 64;
    private static final String NONE = "none";

    private final List<VerifierKey> logs = new ArrayList<>();
    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private @Nullable String quorum;

    private Policy() {}

    private record Group(int least, List<String> members) {}

    /**
     * What a checkpoint has to show for itself.
     *
     * @param checkpoint signed by a known log
     * @param log whose signature was verified
     * @param cosigned by known witnesses, each verified
     * @param witnessed whether they are the quorum
     */
    public record Verified(
            Checkpoint checkpoint,
            VerifierKey log,
            List<VerifierKey.Signed> cosigned,
            boolean witnessed) {
        public Verified {
            cosigned = List.copyOf(cosigned);
        }
    }

    /** A policy that knows this log and asks for no witness. */
    public static Policy of(VerifierKey log) {
        return parse("log " + log + "\nquorum none\n");
    }

    /**
     * Reads a policy.
     *
     * @throws Malformed where it says less or other than the format allows, with the line
     */
    public static Policy parse(String text) {
        if (text.length() > LONGEST) {
            throw new Malformed("too long for a policy");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            throw new Malformed("a policy has no control characters");
        }
        Policy policy = new Policy();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.replace('\t', ' ').strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                try {
                    policy.read(stripped.split(" +"));
                } catch (Malformed e) {
                    throw new Malformed("policy, line %d: %s".formatted(number, e.getMessage()));
                }
            }
        }
        if (policy.quorum == null) {
            throw new Malformed("a policy has one quorum line");
        }
        return policy;
    }

    public List<VerifierKey> logs() {
        return List.copyOf(logs);
    }

    public List<VerifierKey> witnesses() {
        return List.copyOf(witnesses.values());
    }

    /** Whether two policies say the same, apart from remarks and the order of their lines. */
    public static boolean same(String one, String other) {
        return said(one).equals(said(other));
    }

    private static Set<String> said(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("[ \\t]+", " "))
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toSet());
    }

    /** Whether it asks for any witness. */
    public boolean asksForWitnesses() {
        return !NONE.equals(quorum);
    }

    /**
     * Verifies a signed checkpoint.
     *
     * @throws Malformed where it is none, where no known log signed it, or where a signature of a
     *     known key is false
     */
    public Verified verify(Note note) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        VerifierKey log =
                logs.stream()
                        .filter(key -> key.name().equals(checkpoint.origin()))
                        .filter(key -> key.verify(note).isPresent())
                        .findFirst()
                        .orElseThrow(
                                () -> new Malformed("no known log signed " + checkpoint.origin()));
        Map<String, VerifierKey.Signed> cosigned = new LinkedHashMap<>();
        witnesses.forEach(
                (name, key) -> key.verify(note).ifPresent(signed -> cosigned.put(name, signed)));
        return new Verified(
                checkpoint,
                log,
                List.copyOf(cosigned.values()),
                quorum == null || satisfied(quorum, cosigned.keySet()));
    }

    private boolean satisfied(String name, Set<String> cosigned) {
        if (name.equals(NONE) || cosigned.contains(name)) {
            return true;
        }
        Group group = groups.get(name);
        return group != null
                && group.members.stream().filter(member -> satisfied(member, cosigned)).count()
                        >= group.least;
    }

    private void read(String[] words) {
        switch (words[0]) {
            case "log" -> readLog(words);
            case "witness" -> readWitness(words);
            case "group" -> readGroup(words);
            case "quorum" -> readQuorum(words);
            default -> throw new Malformed("unknown word " + Encoding.shown(words[0]));
        }
    }

    private void readLog(String[] words) {
        expect(words.length == 2 || words.length == 3, "log <key> [<url>]");
        VerifierKey key = VerifierKey.parse(words[1]);
        expect(key.kind() == VerifierKey.Kind.LOG, "not the key of a log");
        expect(logs.stream().noneMatch(key::sameKey), "the same log twice");
        logs.add(key);
    }

    private void readWitness(String[] words) {
        expect(words.length == 3 || words.length == 4, "witness <name> <key> [<url>]");
        VerifierKey key = VerifierKey.parse(words[2]);
        expect(key.kind() == VerifierKey.Kind.WITNESS, "not the key of a witness");
        expect(witnesses.values().stream().noneMatch(key::sameKey), "the same witness twice");
        expectNew(words[1]);
        witnesses.put(words[1], key);
    }

    private void readGroup(String[] words) {
        expect(words.length >= 4, "group <name> all|any|<k> <name>...");
        List<String> names = Arrays.asList(words).subList(3, words.length);
        expectNew(words[1]);
        for (String name : names) {
            expect(isKnown(name) && members.add(name), "unknown or already a member: " + name);
        }
        long least =
                switch (words[2]) {
                    case "all" -> names.size();
                    case "any" -> 1;
                    default -> Encoding.number(words[2]);
                };
        expect(groups.size() < MOST_GROUPS, "too many groups");
        expect(least >= 1 && least <= names.size(), "more witnesses asked for than there are");
        groups.put(words[1], new Group((int) least, List.copyOf(names)));
    }

    private void readQuorum(String[] words) {
        expect(words.length == 2 && quorum == null, "one quorum line with one name");
        expect(words[1].equals(NONE) || isKnown(words[1]), "unknown name " + words[1]);
        quorum = words[1];
    }

    private boolean isKnown(String name) {
        return witnesses.containsKey(name) || groups.containsKey(name);
    }

    private void expectNew(String name) {
        expect(!name.equals(NONE) && !isKnown(name), "the name is taken: " + name);
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new Malformed(otherwise);
        }
    }
}
