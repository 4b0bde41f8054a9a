package org.liuhen.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * An office of many people that a seed moves: mostly they do what is next, often something else,
 * now and then something that no screen would offer.
 */
public final class SeededOffice {

    /** What someone is about to do. */
    public record Attempt(Person who, ReportCommand what) {}

    private static final List<String> PLACES =
            List.of("DRAFTER", "DEPARTMENT", "FINANCE_BUREAU", "PEOPLES_CONGRESS");

    private final Random random;
    private final SeededInput input;
    private final ReportDocument document;
    private final List<Person> everyone;
    private final List<String> digestsSeen = new ArrayList<>(List.of("sha-256:00"));
    private int revisions;

    public SeededOffice(Random random, int number) {
        this.random = random;
        this.input = new SeededInput(random);
        this.everyone = new ArrayList<>(Moves.CAST);
        boolean water = random.nextInt(4) == 0;
        this.document = input.document(water ? Scene.WATER.id() : Scene.ECOLOGY.id(), number);
    }

    public Attempt next(ReportState report) {
        if (report == null) {
            return chance(70) ? opening(document) : opening(input.spoilt(document));
        }
        report.sections().values().forEach(s -> digestsSeen.add(report.digest(s)));
        int die = random.nextInt(100);
        if (die < 2) {
            return opening(chance(50) ? document : input.spoilt(document));
        }
        return die < 55 ? expected(report) : anything(report);
    }

    private Attempt opening(ReportDocument what) {
        Person drafter = one(people(Role.DRAFTER, what.departmentId()));
        return new Attempt(
                chance(70) ? drafter : one(everyone), new ReportCommand.OpenReport(what));
    }

    /** What a sensible person would do next. */
    private Attempt expected(ReportState report) {
        List<IndicatorState> waiting =
                report.indicators().values().stream()
                        .filter(i -> i.openRevision().isPresent())
                        .toList();
        if (!waiting.isEmpty() && chance(allApproved(report) ? 50 : 3)) {
            IndicatorState indicator = one(waiting);
            Person asker = personOf(indicator.openRevision().orElseThrow().requestedBy().id());
            return chance(20)
                    ? new Attempt(asker, settled(indicator, 2))
                    : by(report, Role.PERFORMANCE_OFFICER, settled(indicator, random.nextInt(2)));
        }
        SectionState section = one(unfinished(report));
        return switch (section.position()) {
            case Position.Open _ when chance(82) -> by(report, Role.DRAFTER, writing(report));
            case Position.Open _ -> by(report, Role.DRAFTER, submit(section));
            case Position.InReview _ when section.withdrawableBy() != null && chance(15) ->
                    new Attempt(personOf(section.withdrawableBy()), withdraw(section));
            case Position.InReview at when chance(20) ->
                    by(report, at.step(), sendBack(report, section));
            case Position.InReview at ->
                    by(report, at.step(), approve(section, report.digest(section)));
            case Position.Approved at ->
                    by(report, report.route().desk(at.desk()).forwarder(), forward());
            case Position.Cleared _ -> anything(report);
        };
    }

    /** Anything by anyone. */
    private Attempt anything(ReportState report) {
        SectionState section = one(List.copyOf(report.sections().values()));
        ReportCommand command =
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> writing(report);
                    case 3 -> submit(section);
                    case 4 -> withdraw(section);
                    case 5 -> approve(section, chance(50) ? report.digest(section) : anyDigest());
                    case 6 -> sendBack(report, section);
                    case 7 -> forward();
                    default -> settling(report);
                };
        return new Attempt(one(everyone), command);
    }

    private ReportCommand writing(ReportState report) {
        SectionState section = one(List.copyOf(report.sections().values()));
        String indicator = keyOf(report.indicators().keySet());
        String line = keyOf(report.lineItems().keySet());
        return switch (random.nextInt(7)) {
            case 0 ->
                    new IndicatorCommand.SubmitActual(
                            document.reportId(),
                            indicator,
                            new Actual(input.number(), "%"),
                            input.text(),
                            input.text(),
                            rowOf(report, indicator));
            case 1 ->
                    new LineItemCommand.RecordExpenditure(
                            document.reportId(),
                            line,
                            input.number(),
                            input.number(),
                            input.number(),
                            input.text(),
                            amountsOf(report, line));
            case 2, 3 ->
                    new RevisionCommand.RequestRevision(
                            document.reportId(),
                            indicator,
                            chance(95) ? "r" + revisions++ : "r0",
                            input.target(),
                            input.text(),
                            input.text());
            case 4 -> reply(report);
            default ->
                    new SectionCommand.EditSection(
                            document.reportId(),
                            keyOf(report.sections().keySet()),
                            input.blocks(),
                            section.revision() - (chance(85) ? 0 : random.nextInt(4) - 1));
        };
    }

    /**
     * What somebody has before them: nothing in particular, what stands there, or something else.
     */
    private IndicatorCommand.Row rowOf(ReportState report, String indicator) {
        IndicatorState now = report.indicators().get(indicator);
        return chance(50)
                ? null
                : now != null && chance(70)
                        ? now.row()
                        : new IndicatorCommand.Row(new Actual(input.number(), "%"), input.text());
    }

    private LineItemCommand.Row amountsOf(ReportState report, String line) {
        LineItemState now = report.lineItems().get(line);
        return chance(50)
                ? null
                : now != null && chance(70)
                        ? now.row()
                        : new LineItemCommand.Row(null, null, input.number());
    }

    /** Mostly to what was asked of a section that is back with its drafter. */
    private ReportCommand reply(ReportState report) {
        List<SectionState> all = List.copyOf(report.sections().values());
        List<SectionState> returned =
                all.stream().filter(s -> s.position() instanceof Position.Returned).toList();
        SectionState section = one(returned.isEmpty() || chance(5) ? all : returned);
        return new SectionCommand.ReplyToReturnItem(
                document.reportId(),
                section.key(),
                section.round() - (chance(90) ? 0 : random.nextInt(4) - 1),
                random.nextInt(section.returnItems().size() + 1) - (chance(95) ? 0 : 1),
                input.text());
    }

    private ReportCommand settling(ReportState report) {
        List<IndicatorState> all = List.copyOf(report.indicators().values());
        return all.isEmpty() ? forward() : settled(one(all), random.nextInt(3));
    }

    private ReportCommand settled(IndicatorState indicator, int how) {
        String id =
                indicator.revisions().isEmpty() || chance(10)
                        ? "r" + random.nextInt(revisions + 1)
                        : one(indicator.revisions()).id();
        return switch (how) {
            case 0 ->
                    new RevisionCommand.ApproveRevision(
                            document.reportId(), indicator.key(), id, input.text());
            case 1 ->
                    new RevisionCommand.RejectRevision(
                            document.reportId(), indicator.key(), id, input.text());
            default ->
                    new RevisionCommand.WithdrawRevision(
                            document.reportId(), indicator.key(), id, input.text());
        };
    }

    private ReportCommand submit(SectionState section) {
        return new SectionCommand.SubmitSection(document.reportId(), section.key(), input.text());
    }

    private ReportCommand withdraw(SectionState section) {
        return new SectionCommand.WithdrawSection(document.reportId(), section.key(), input.text());
    }

    private ReportCommand approve(SectionState section, String digest) {
        return new SectionCommand.ApproveSection(
                document.reportId(), section.key(), digest, input.text());
    }

    private ReportCommand sendBack(ReportState report, SectionState section) {
        List<ReturnItem> items = new ArrayList<>();
        for (int i = random.nextInt(10) == 0 ? 3 : 1; i < 3; i++) {
            String ref = chance(90) ? "0" : keyOf(report.indicators().keySet());
            items.add(new ReturnItem(ref, chance(95) ? "请核对" : " "));
        }
        return new SectionCommand.ReturnSection(
                document.reportId(),
                section.key(),
                chance(85) ? report.digest(section) : anyDigest(),
                one(PLACES),
                input.text(),
                items);
    }

    private ReportCommand forward() {
        return new ReportCommand.ForwardReport(document.reportId(), input.text());
    }

    private static boolean allApproved(ReportState report) {
        return report.sections().values().stream()
                .allMatch(s -> s.position() instanceof Position.Approved);
    }

    private List<SectionState> unfinished(ReportState report) {
        List<SectionState> all = List.copyOf(report.sections().values());
        List<SectionState> busy =
                all.stream().filter(s -> !(s.position() instanceof Position.Approved)).toList();
        return busy.isEmpty() ? all : busy;
    }

    private Attempt by(ReportState report, Role role, ReportCommand command) {
        return new Attempt(one(people(role, report.departmentId())), command);
    }

    private List<Person> people(Role role, String department) {
        Predicate<Person> inside = p -> p.organisation().id().equals(department);
        List<Person> all = everyone.stream().filter(p -> p.roles().contains(role)).toList();
        List<Person> local = all.stream().filter(inside).toList();
        return local.isEmpty() ? all : local;
    }

    private Person personOf(String id) {
        return everyone.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    private String anyDigest() {
        return chance(10) ? null : one(digestsSeen);
    }

    private String keyOf(Collection<String> keys) {
        return keys.isEmpty() || chance(3) ? "nowhere" : one(List.copyOf(keys));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
