package org.liuhen.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the model remembers of a report: plain maps that change, and words for places. */
abstract class ModelState {
    static final List<String> STAGES =
            List.of("DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS", "FINAL");
    static final List<String> STEPS =
            List.of(
                    "DEPARTMENT/SECTION_HEAD",
                    "DEPARTMENT/DIRECTOR",
                    "FINANCE_BUREAU/BUDGET_OFFICER",
                    "FINANCE_BUREAU/PERFORMANCE_OFFICER",
                    "PEOPLES_CONGRESS/CONGRESS_REVIEWER");

    String department = "";
    String stage = "";
    int version;
    final Map<String, String> place = new TreeMap<>();
    final Map<String, Integer> round = new HashMap<>();
    final Map<String, Integer> revision = new HashMap<>();
    final Map<String, Set<String>> writers = new HashMap<>();
    final Map<String, Set<String>> judges = new HashMap<>();
    final Map<String, String> submitter = new HashMap<>();
    final Set<String> everReturned = new HashSet<>();
    final Map<String, Integer> wanted = new HashMap<>();
    final Map<String, Map<Integer, String>> replies = new TreeMap<>();
    final Map<String, List<Block>> text = new HashMap<>();
    final Map<String, String> home = new TreeMap<>();
    final Map<String, List<String>> figures = new TreeMap<>();
    final Set<String> everGiven = new TreeSet<>();
    final Map<String, Target> target = new TreeMap<>();
    final Map<String, Target> firstTarget = new HashMap<>();
    final Map<String, String> requests = new TreeMap<>();
    final Map<String, RevisionCommand.RequestRevision> asked = new HashMap<>();
    final Map<String, String> asker = new HashMap<>();
    private final Map<String, List<Object>> contentShown = new HashMap<>();
    private final Map<List<Object>, String> digestShown = new HashMap<>();

    /** Learns the digest of what the section holds now; false if it means two things, or two it. */
    boolean digestNames(String section, String digest) {
        List<Object> content = content(section);
        List<Object> same = contentShown.putIfAbsent(digest, content);
        String other = digestShown.putIfAbsent(content, digest);
        return (same == null || same.equals(content)) && (other == null || other.equals(digest));
    }

    /** Everything the model holds, to be laid beside what the deciders hold. */
    Map<String, Object> view() {
        Map<String, Object> view = new TreeMap<>();
        view.put("report", List.of(department, stage, version));
        for (String key : place.keySet()) {
            view.put(
                    "section " + key,
                    List.of(
                            place.get(key),
                            round.get(key),
                            revision.get(key),
                            writers.get(key),
                            judges.get(key),
                            submitter.getOrDefault(key, "-"),
                            text.get(key)));
        }
        replies.forEach((key, all) -> view.put("replies " + key, new TreeMap<>(all)));
        figures.forEach((key, all) -> view.put("figures " + key, all));
        target.forEach((key, now) -> view.put("target " + key, String.valueOf(now)));
        view.put("requests", new TreeMap<>(requests));
        return view;
    }

    boolean isStale(String section, String digest) {
        return !content(section).equals(contentShown.get(digest));
    }

    void begin(Person who, ReportDocument document) {
        department = document.departmentId();
        stage = "DEPARTMENT";
        version = 1;
        for (var s : document.sections()) {
            place.put(s.key(), "DRAFT");
            round.put(s.key(), 1);
            revision.put(s.key(), 1);
            text.put(s.key(), s.blocks());
            writers.put(s.key(), new TreeSet<>(Set.of(who.id())));
            judges.put(s.key(), new TreeSet<>());
        }
        for (var i : document.indicators()) {
            home.put(i.key(), i.section());
            Actual given = i.actual() == null ? new Actual(null, null) : i.actual();
            reached(i.key(), row(given.value(), given.unit(), null));
            target.put(i.key(), i.target());
            firstTarget.put(i.key(), i.target());
        }
        for (var l : document.lineItems()) {
            home.put(l.key(), l.section());
            figures.put(l.key(), row(l.initialBudget(), l.adjustedBudget(), l.executed()));
        }
    }

    void reached(String indicator, List<String> row) {
        figures.put(indicator, row);
        if (row.getFirst() != null) {
            everGiven.add(indicator);
        }
    }

    boolean sees(Person who) {
        return who.roles().stream()
                .anyMatch(role ->
                        switch (role) {
                            case AUDITOR -> true;
                            case DRAFTER, SECTION_HEAD, DIRECTOR -> isHere(who);
                            case BUDGET_OFFICER, PERFORMANCE_OFFICER -> STAGES.indexOf(stage) >= 1;
                            case CONGRESS_REVIEWER -> STAGES.indexOf(stage) >= 2;
                            case SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN -> false;
                        });
    }

    boolean may(Person who, String role) {
        boolean ofTheDepartment = Set.of("DRAFTER", "SECTION_HEAD", "DIRECTOR").contains(role);
        return who.roles().contains(Role.valueOf(role)) && (!ofTheDepartment || isHere(who));
    }

    boolean isHere(Person who) {
        return who.organisation().id().equals(department);
    }

    /** The refusal of someone who wants to write there now, or null. */
    String refusalToWrite(Person who, String section) {
        if (!may(who, "DRAFTER")) {
            return "not-permitted";
        }
        if (section == null || !place.containsKey(section)) {
            return "not-found";
        }
        return Set.of("DRAFT", "RETURNED").contains(place.get(section)) ? null : "wrong-state";
    }

    String wrote(Person who, String section) {
        writers.get(section).add(who.id());
        return "changed";
    }

    /** The refusal of someone who wants to decide there now, or null. */
    String refusalToJudge(Person who, String section) {
        String at = place.getOrDefault(section, "");
        boolean may =
                STEPS.contains(at)
                        ? may(who, at.split("/")[1])
                        : STEPS.stream().anyMatch(step -> may(who, step.split("/")[1]));
        if (!may) {
            return "not-permitted";
        }
        if (at.isEmpty()) {
            return "not-found";
        }
        if (!STEPS.contains(at)) {
            return "wrong-state";
        }
        return judges.get(section).contains(who.id()) ? "segregation-of-duties" : null;
    }

    String refusalToSettle(Person who, String role, RevisionCommand c) {
        if (!may(who, role)) {
            return "not-permitted";
        }
        if (!isRequest(c)) {
            return "not-found";
        }
        return requests.get(name(c)).equals("OPEN") ? null : "wrong-state";
    }

    boolean rulesOn(Person who, ReportCommand what) {
        return what instanceof RevisionCommand.Ruling c
                && who.roles().contains(Role.PERFORMANCE_OFFICER)
                && isRequest(c);
    }

    boolean isRequest(RevisionCommand c) {
        return requests.containsKey(name(c));
    }

    static String name(RevisionCommand c) {
        return c.indicator() + "/" + c.revisionId();
    }

    boolean isItemOf(String section, ReturnItem item) {
        boolean block =
                item.ref().matches("\\d{1,3}")
                        && Integer.parseInt(item.ref()) < text.get(section).size();
        return (block || Objects.equals(home.get(item.ref()), section))
                && !ModelInput.isNothing(item.comment());
    }

    String ofIndicator(String key) {
        return target.containsKey(key) ? home.get(key) : null;
    }

    String ofLine(String key) {
        return target.containsKey(key) ? null : home.get(key);
    }

    void nextRound(String section, String to) {
        round.merge(section, 1, Integer::sum);
        judges.get(section).clear();
        submitter.remove(section);
        place.put(section, to);
    }

    static String firstStep(String desk) {
        return STEPS.stream().filter(step -> step.startsWith(desk)).findFirst().orElseThrow();
    }

    static String desk(String step) {
        return step.split("[/ ]")[0];
    }

    static List<String> row(String... values) {
        return Arrays.asList(values);
    }

    private List<Object> content(String section) {
        List<Object> content = new ArrayList<>();
        content.add(text.get(section));
        home.forEach((key, in) -> {
            if (in.equals(section)) {
                content.add(key);
                content.add(figures.get(key));
                content.add(String.valueOf(firstTarget.get(key)));
                content.add(String.valueOf(target.get(key)));
            }
        });
        return content;
    }
}
