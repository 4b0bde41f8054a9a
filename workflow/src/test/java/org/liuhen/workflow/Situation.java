package org.liuhen.workflow;

import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REVIEWER;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a report of one section can stand: the report's stage, and the section's place in the words
 * of {@link Table}.
 *
 * @param again whether the section has been with its drafter before and came back from there
 */
record Situation(String stage, String place, boolean again) {
    private static final List<String> PATH =
            List.of(
                    "DEPARTMENT/SECTION_HEAD",
                    "DEPARTMENT/DIRECTOR",
                    "FINANCE_BUREAU/BUDGET_OFFICER",
                    "FINANCE_BUREAU/PERFORMANCE_OFFICER",
                    "PEOPLES_CONGRESS/CONGRESS_REVIEWER");
    private static final List<Person> DECIDERS =
            List.of(HEAD, DIRECTOR, BUDGET, PERFORMANCE, REVIEWER);

    static List<Situation> all() {
        List<Situation> all = new ArrayList<>();
        all.add(new Situation("DEPARTMENT", "DRAFT", false));
        all.add(new Situation("DEPARTMENT", PATH.getFirst(), false));
        for (String stage : List.of("DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS")) {
            all.add(new Situation(stage, "RETURNED", true));
            PATH.subList(0, PATH.indexOf(lastOf(stage)) + 1)
                    .forEach(step -> all.add(new Situation(stage, step, true)));
            all.add(new Situation(stage, stage + " passed", true));
        }
        all.add(new Situation("FINAL", "CLEARED", false));
        return all;
    }

    /** The role whose decision is waited for, or null. */
    String step() {
        return place.contains("/") ? place.substring(place.indexOf('/') + 1) : null;
    }

    /** A report that stands so, with or without a request to revise its indicator's target. */
    Scene scene(boolean requested) {
        Scene scene =
                new Scene().when(DRAFTER, new ReportCommand.OpenReport(Scene.document("1.1")));
        switch (stage) {
            case "DEPARTMENT" -> {
                if (!again) {
                    request(scene, requested);
                    return place.equals("DRAFT") ? scene : scene.when(DRAFTER, Scene.submit("1.1"));
                }
                scene.when(DRAFTER, Scene.submit("1.1"))
                        .when(HEAD, scene.sendBack("1.1", "DRAFTER"));
            }
            case "FINANCE_BUREAU" ->
                    scene.atFinance().when(BUDGET, scene.sendBack("1.1", "DRAFTER"));
            case "PEOPLES_CONGRESS" ->
                    scene.atCongress().when(REVIEWER, scene.sendBack("1.1", "DRAFTER"));
            default -> {
                if (requested) {
                    request(scene, true).when(PERFORMANCE, RevisionTest.grant("r1"));
                }
                return scene.atCongress().through("1.1", REVIEWER).when(REVIEWER, Scene.forward());
            }
        }
        request(scene, requested);
        if (place.equals("RETURNED")) {
            return scene;
        }
        scene.when(DRAFTER, Scene.submit("1.1"));
        for (int i = 0; !Table.words(scene.section("1.1").position()).equals(place); i++) {
            scene.through("1.1", DECIDERS.get(i));
        }
        return scene;
    }

    private static String lastOf(String stage) {
        return PATH.stream().filter(s -> s.startsWith(stage)).reduce("", (_, last) -> last);
    }

    private static Scene request(Scene scene, boolean requested) {
        return requested ? scene.when(DRAFTER, RevisionTest.request("r1")) : scene;
    }

    /** The stage in Chinese. */
    String stageInChinese() {
        return switch (stage) {
            case "NOWHERE" -> "尚未建立";
            case "FINAL" -> "已定稿";
            default -> "在" + Route.SELF_EVALUATION.desk(stage).title();
        };
    }

    /** The place in Chinese. */
    String placeInChinese() {
        boolean first = !again && place.equals(PATH.getFirst());
        return inChinese(place) + (first ? "（首次提交）" : "");
    }

    static String inChinese(String place) {
        if (place.contains("/")) {
            String role = place.substring(place.indexOf('/') + 1);
            return "待" + Role.valueOf(role).title() + "审核";
        }
        return switch (place) {
            case "NOWHERE" -> "—";
            case "DRAFT" -> "填报中";
            case "RETURNED" -> "已退回填报人";
            case "CLEARED" -> "已定稿";
            default ->
                    Route.SELF_EVALUATION.desk(place.substring(0, place.indexOf(' '))).title()
                            + "已通过，待报送";
        };
    }
}
