package org.liuhen.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The figures on one page: medians over the rounds. */
final class Sheet {
    private final PrintStream out;

    Sheet(PrintStream out) {
        this.out = out;
    }

    void heading(Plan plan, Office office) {
        say(
                "Liuhen bench: seed %d, %d rounds, blocks of %d ms, medians",
                plan.seed(), plan.rounds(), plan.block().toMillis());
        say(
                "PostgreSQL %s: fsync %s, synchronous_commit %s, full_page_writes %s",
                setting(office, "server_version"),
                setting(office, "fsync"),
                setting(office, "synchronous_commit"),
                setting(office, "full_page_writes"));
        say("Java %s, %s", Runtime.version(), Machine.describe());
    }

    void approvals(Approvals approvals) {
        var rounds = approvals.rounds();
        line("approvals", rounds.keySet().stream().map(n -> n + " thr.").toList());
        for (Kind kind : Kind.values()) {
            say("%s", kind.title);
            row(approvals, "  per second", "%.0f", round -> kind.of(round).perSecond());
            if (kind != Kind.BARE) {
                row(
                        approvals,
                        "  ratio to bare",
                        "%.2f",
                        round -> kind.of(round).perSecond() / round.bare().perSecond());
            }
            row(approvals, "  p50 ms", "%.2f", round -> kind.of(round).percentile(50));
            row(approvals, "  p99 ms", "%.2f", round -> kind.of(round).percentile(99));
            row(approvals, "  CPU µs, Java", "%.0f", round -> kind.of(round).javaCpu());
            row(approvals, "  CPU µs, PostgreSQL", "%.0f", round -> kind.of(round).databaseCpu());
            row(approvals, "  log bytes", "%.0f", round -> kind.of(round).log());
        }
    }

    void rebuilds(long events, List<Rebuilds.Rebuild> rounds) {
        say("all readers rebuilt, %d events", events);
        say("  %-28s %10.0f", "events/s, plain SELECT", median(rounds, Rebuilds.Rebuild::scanned));
        say("  %-28s %10.0f", "events/s, rebuilt", median(rounds, Rebuilds.Rebuild::rebuilt));
        say("  %-28s %10.3f", "ratio", median(rounds, Rebuilds.Rebuild::ratio));
    }

    void looks(Looks looks) {
        say("%-30s %10s %10s", "looking, ms", "p50", "p99");
        look("answered until visible", looks.untilVisible);
        looks.inReports.forEach(
                (length, latencies) -> look("a version of %d events".formatted(length), latencies));
    }

    void verification(String what, Verification verification) {
        say("a database verified, %s, %d events", what, verification.events());
        say("  %-28s %10.1f", "seconds, plain cursor", verification.read());
        say("  %-28s %10.1f", "seconds, verified", verification.verified());
        say("  %-28s %10.2f", "ratio", verification.read() / verification.verified());
        say("  %-28s %10.0f", "events/s sealed", verification.sealed());
    }

    void relaying(Relaying relaying) {
        say("apart, with Kafka between, %d events", relaying.events());
        var rounds = relaying.rounds();
        say("  %-28s %10.0f", "records/s, Kafka's own tool", median(rounds, r -> r.tool()));
        say("  %-28s %10.0f", "records/s, relay", median(rounds, r -> r.relay()));
        say("  %-28s %10.2f", "ratio", median(rounds, r -> r.relay() / r.tool()));
        say("  %-28s %10.0f", "events/s, rebuilt from topic", relaying.rebuilt());
        say("  %-28s %10.0f", "commands/s at full load", relaying.fullLoad());
        say("%-30s %10s %10s", "at 30 % of that, ms", "p50", "p99");
        look("answered until visible", relaying.untilVisible);
    }

    void load(String when) {
        say("load average %s: %s", when, Machine.load());
    }

    private enum Kind {
        BARE("bare INSERTs"),
        COMMANDS("commands, readers and sealing off"),
        SEALED("commands, sealing on"),
        WITH_READERS("commands, readers and sealing on");

        final String title;

        Kind(String title) {
            this.title = title;
        }

        Block of(Approvals.Round round) {
            return switch (this) {
                case BARE -> round.bare();
                case COMMANDS -> round.commands();
                case SEALED -> round.sealed();
                case WITH_READERS -> round.withReaders();
            };
        }
    }

    private void row(
            Approvals approvals,
            String name,
            String format,
            ToDoubleFunction<Approvals.Round> figure) {
        line(
                name,
                approvals.rounds().values().stream()
                        .map(rounds -> String.format(Locale.ROOT, format, median(rounds, figure)))
                        .toList());
    }

    private void line(String name, List<String> cells) {
        say(
                "%-30s %s",
                name, cells.stream().map("%10s"::formatted).collect(Collectors.joining(" ")));
    }

    private void look(String name, Histogram latencies) {
        say(
                "  %-28s %10.2f %10.2f",
                name,
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6);
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String setting(Office office, String name) {
        return office.owner().sql("SHOW " + name).query(String.class).single();
    }
}
