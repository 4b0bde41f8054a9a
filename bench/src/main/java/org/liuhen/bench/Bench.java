package org.liuhen.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;

/**
 * Measures and prints one page. Run it with
 *
 * <pre>mvn -q -P bench -pl bench -am package -DskipTests</pre>
 *
 * on a machine that has nothing else to do; {@code -Dbench.rounds=5 -Dbench.seconds=4} takes longer
 * and is steadier.
 */
public final class Bench {
    private Bench() {}

    /** Takes the number of rounds and the seconds of a block. */
    @SuppressWarnings("SystemOut") // the page is for whoever started it
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        Duration block = Duration.ofSeconds(Integer.parseInt(arguments[1]));
        run(Plan.full(rounds, block), System.out);
    }

    static void run(Plan plan, PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("liuhen-bench");
        try (Office office = Office.in(directory.resolve("data"))) {
            measure(plan, office, new Sheet(out));
        }
        try (Apart apart = Apart.in(directory.resolve("apart"))) {
            measure(plan, apart, new Sheet(out));
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static void measure(Plan plan, Office office, Sheet sheet) throws Exception {
        sheet.heading(plan, office);
        sheet.load("before");
        Docket docket = new Docket(office::give, plan.seed());
        Approvals approvals = new Approvals(plan, office, docket);
        approvals.warmUp();
        Rebuilds rebuilds = new Rebuilds(office);
        for (int i = 0; i < plan.rounds(); i++) {
            rebuilds.measure();
        }
        sheet.rebuilds(office.head(), rebuilds.rounds());

        Looks looks = new Looks(plan, office, docket);
        looks.news();
        looks.past();
        sheet.looks(looks);

        approvals.measure();
        sheet.approvals(approvals);

        sheet.verification("and all that is shown", Verification.ofWhatIsShown(plan, office));
        sheet.verification("its record alone", Verification.ofTheRecord(plan, office));
    }

    private static void measure(Plan plan, Apart apart, Sheet sheet) throws Exception {
        Relaying relaying = new Relaying(plan, apart);
        relaying.measure();
        sheet.relaying(relaying);
        sheet.load("after");
    }
}
