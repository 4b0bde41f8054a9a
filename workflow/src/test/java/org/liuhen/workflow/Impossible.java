package org.liuhen.workflow;

import static org.liuhen.workflow.Objection.Kind.OTHER_FACTS;
import static org.liuhen.workflow.Objection.Kind.REFUSED;

import java.time.Instant;
import java.util.List;

/** An event that the rules do not allow there, and what is said of it. */
record Impossible(
        String what,
        Scene scene,
        ReportEvent event,
        Person by,
        Role as,
        Objection.Kind kind,
        String sentence) {
    static final Instant LATER = Instant.parse("2024-03-02T01:00:00Z");

    static Impossible refused(
            String what, Scene scene, ReportEvent event, Person by, String sentence) {
        Role as = by.roles().iterator().next();
        return new Impossible(what, scene, event, by, as, REFUSED, sentence);
    }

    static Impossible other(
            String what, Scene scene, ReportEvent event, Person by, String sentence) {
        Role as = by.roles().iterator().next();
        return new Impossible(what, scene, event, by, as, OTHER_FACTS, sentence);
    }

    Impossible as(Role role) {
        return new Impossible(what, scene, event, by, role, kind, sentence);
    }

    @Override
    public String toString() {
        return what;
    }

    List<Objection> objections() {
        Reperformance again = Retold.of(scene);
        return again.next(scene.report(), new Recorded(event, by.as(as), LATER), "forged");
    }
}
