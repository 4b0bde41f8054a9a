package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole reports driven by a seed, beside a model of their own: after every command both agree, and
 * the living state is what the history folds to. A failure names its seed, which repeats the run.
 */
@Tag("exhaustive")
class SeededReportsTest {
    private static final int COMMANDS = 20_000;
    private static final int LONGEST_REPORT = 400;
    private static final int AFTER_FINAL = 10;
    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

    /** A refusal says what to do next, or that nothing need be done. */
    private static final String[] NEXT_STEPS = {"请", "可以", "不必"};

    private static final long seed = Long.getLong("liuhen.seed", new Random().nextLong());
    private static final Set<Class<?>> events = new HashSet<>();
    private static final Set<RefusalCode> codes = EnumSet.noneOf(RefusalCode.class);
    private static int commands;
    private static int accepted;
    private static int reports;
    private static int finals;
    private static int forged;

    @BeforeAll
    static void driveReports() {
        Random random = new Random(seed);
        while (commands < COMMANDS) {
            try {
                drive(new SeededOffice(random, reports), random);
            } catch (RuntimeException e) {
                throw new AssertionError("-Dliuhen.seed=" + seed, e);
            }
            reports++;
        }
        System.out.printf(
                "-Dliuhen.seed=%d: %,d commands, %,d accepted (%d%%), %d reports, %d final (%d%%), %,d forged%n",
                seed,
                commands,
                accepted,
                100 * accepted / commands,
                reports,
                finals,
                100 * finals / reports,
                forged);
    }

    @Test
    void bringAGoodShareOfThemToTheEnd() {
        assertThat(finals).as("-Dliuhen.seed=" + seed).isGreaterThan(reports / 4);
    }

    @Test
    void makeEveryKindOfEvent() {
        assertThat(events)
                .as("-Dliuhen.seed=" + seed)
                .isEqualTo(SectionEveryPathTest.kinds(ReportEvent.class));
    }

    @Test
    void giveEveryRefusal() {
        assertThat(codes)
                .as("-Dliuhen.seed=" + seed)
                .containsExactlyInAnyOrder(RefusalCode.values());
    }

    private static void drive(SeededOffice office, Random random) {
        ModelReport model = new ModelReport();
        List<Recorded> history = new ArrayList<>();
        Reperformance again = new Reperformance(AccountHistory.none());
        ReportState live = null;
        SeededOffice.Attempt attempt = null;
        int left = LONGEST_REPORT;
        while (left-- > 0) {
            boolean repeated = attempt != null && random.nextInt(20) == 0;
            attempt = repeated ? attempt : office.next(live);
            String story =
                    "-Dliuhen.seed=%d report %d, event %d: %s"
                            .formatted(seed, reports, history.size(), attempt);
            String expected = model.attempt(attempt.who(), attempt.what());
            commands++;
            try {
                Report.Decision decision = Report.decide(live, attempt.who(), attempt.what());
                assertThat(ModelReport.ACCEPTED).as(story).isEqualTo(expected);
                accepted++;
                for (ReportEvent event : decision.events()) {
                    Instant at = START.plusSeconds(history.size());
                    Recorded recorded = new Recorded(event, decision.by(), at);
                    history.add(recorded);
                    assertThat(again.next(live, recorded, "c" + commands)).as(story).isEmpty();
                    live = Report.evolve(live, recorded);
                    events.add(event.getClass());
                }
                assertThat(again.end()).as(story).isEmpty();
                assertThat(folded(history)).as(story).isEqualTo(live);
            } catch (Refused refused) {
                codes.add(refused.code());
                assertThat(refused.sentence()).as(story).containsAnyOf(NEXT_STEPS);
                assertThat(refused.code().text()).as(story).isEqualTo(expected);
                forge(story, live, attempt, refused.code());
            }
            if (live != null) {
                agree(story, model, live);
                left = live.isFinal() ? Math.min(left, AFTER_FINAL) : left;
            }
        }
        finals += live != null && live.isFinal() ? 1 : 0;
    }

    /** What was refused is written into the record all the same, in each role there is. */
    private static void forge(
            String story, ReportState live, SeededOffice.Attempt attempt, RefusalCode code) {
        if (Forger.leavesNoTrace(attempt.what(), code)) {
            return;
        }
        for (Role role : attempt.who().roles()) {
            Recorded written =
                    new Recorded(Forger.write(live, attempt.what()), attempt.who().as(role), START);
            assertThat(new Reperformance(AccountHistory.none()).next(live, written, "forged"))
                    .as("%s, written as %s", story, written)
                    .isNotEmpty();
            forged++;
        }
    }

    private static ReportState folded(List<Recorded> history) {
        ReportState state = null;
        for (Recorded each : history) {
            state = Report.evolve(state, each);
        }
        return state;
    }

    private static void agree(String story, ModelReport model, ReportState live) {
        assertThat(view(live)).as(story).isEqualTo(model.view());
        for (SectionState section : live.sections().values()) {
            assertThat(model.digestNames(section.key(), live.digest(section))).as(story).isTrue();
        }
    }

    private static Map<Integer, String> repliesTo(SectionState section) {
        Map<Integer, String> replies = new TreeMap<>();
        for (int i = 0; i < section.returnItems().size(); i++) {
            int item = i;
            section.replyTo(item).ifPresent(reply -> replies.put(item, reply.text()));
        }
        return replies;
    }

    /** What the deciders hold, in the model's words. */
    private static Map<String, Object> view(ReportState live) {
        Map<String, Object> view = new TreeMap<>();
        view.put("report", List.of(live.departmentId(), live.stage(), (int) live.version()));
        live.sections()
                .forEach((key, s) ->
                        view.put(
                                "section " + key,
                                List.of(
                                        Table.words(s.position()),
                                        s.round(),
                                        s.revision(),
                                        s.contributors(),
                                        s.deciders(),
                                        s.withdrawableBy() == null ? "-" : s.withdrawableBy(),
                                        s.blocks())));
        live.sections()
                .forEach((key, s) -> {
                    if (s.opinions().stream()
                            .anyMatch(each -> each.verdict() == Opinion.Verdict.RETURNED)) {
                        view.put("replies " + key, repliesTo(s));
                    }
                });
        Map<String, String> requests = new TreeMap<>();
        live.indicators()
                .forEach((key, i) -> {
                    Actual actual = i.actual() == null ? new Actual(null, null) : i.actual();
                    view.put(
                            "figures " + key,
                            Arrays.asList(actual.value(), actual.unit(), i.explanation()));
                    view.put("target " + key, String.valueOf(i.target()));
                    i.revisions().forEach(r -> requests.put(key + "/" + r.id(), r.status().name()));
                });
        live.lineItems()
                .forEach((key, l) ->
                        view.put(
                                "figures " + key,
                                Arrays.asList(
                                        l.initialBudget(), l.adjustedBudget(), l.executed())));
        view.put("requests", requests);
        return view;
    }
}
