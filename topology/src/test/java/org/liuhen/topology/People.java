package org.liuhen.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever a report of one department needs, by role. */
final class People {
    private static final Map<String, String> ECOLOGY =
            Map.of("DRAFTER", "drafter", "SECTION_HEAD", "section-head", "DIRECTOR", "director");
    private static final Map<String, String> WATER =
            Map.of(
                    "DRAFTER", "water-drafter",
                    "SECTION_HEAD", "water-head",
                    "DIRECTOR", "water-director");
    private static final Map<String, String> BEYOND =
            Map.of(
                    "BUDGET_OFFICER", "budget-officer",
                    "PERFORMANCE_OFFICER", "performance-officer",
                    "CONGRESS_REVIEWER", "congress-reviewer");

    private final String department;
    private final Map<String, Clerk> clerks = new HashMap<>();

    private People(
            Installation at,
            String department,
            Map<String, String> within,
            String name,
            AtomicInteger answers) {
        this.department = department;
        within.forEach((role, user) -> clerks.put(role, new Clerk(at, user, name, answers)));
        BEYOND.forEach((role, user) -> clerks.put(role, new Clerk(at, user, name, answers)));
    }

    static People ofEcology(Installation at, String name, AtomicInteger answers) {
        return new People(at, "jiangmen-ecology", ECOLOGY, name, answers);
    }

    static People ofWater(Installation at, String name, AtomicInteger answers) {
        return new People(at, "jiangmen-water", WATER, name, answers);
    }

    String department() {
        return department;
    }

    Clerk of(String role) {
        return clerks.get(role);
    }

    Collection<Clerk> all() {
        return clerks.values();
    }
}
