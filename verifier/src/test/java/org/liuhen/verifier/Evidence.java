package org.liuhen.verifier;

import static org.awaitility.Awaitility.await;
import static org.liuhen.command.Cast.AUDITOR;
import static org.liuhen.command.Cast.BUDGET;
import static org.liuhen.command.Cast.CONGRESS;
import static org.liuhen.command.Cast.DIRECTOR;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.HEAD;
import static org.liuhen.command.Cast.PERFORMANCE;
import static org.liuhen.command.Cast.edit;
import static org.liuhen.command.Cast.open;
import static org.liuhen.command.Cast.reportId;
import static org.liuhen.command.Cast.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.Commands;
import org.liuhen.command.Follower;
import org.liuhen.command.seal.Packing;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.Retelling;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.IndicatorCommand.SubmitActual;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A record made by the real service, sealed, packed, and left alone: one report all the way, with a
 * return, and others on their way.
 */
final class Evidence {
    static final int WHOLE = 2001;
    private static final int SECTIONS = 3;

    final TestDatabase database = TestDatabase.create();
    final Path directory;
    final Path packed;

    /** Another report's, packed last. */
    final Path packedLast;

    final Path checkpoint;
    final Path policy;
    final Path logKey;

    private Commands commands;

    Evidence() throws IOException {
        this(0);
    }

    /** With reports of offices that a seed moves besides; none for 0. */
    Evidence(long seed) throws IOException {
        directory = Files.createTempDirectory("evidence");
        packed = directory.resolve("report.zip");
        packedLast = directory.resolve("last.zip");
        checkpoint = directory.resolve("checkpoint.txt");
        policy = directory.resolve("policy.txt");
        logKey =
                Path.of(database.properties().get("liuhen.data-directory").toString())
                        .resolve("seal/log.key");
        if (seed != 0) {
            ReadingSide.seeded(database, seed);
        }
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            commands = service.getBean(Commands.class);
            goAllTheWay(WHOLE);
            for (int year = WHOLE + 1; year < WHOLE + 8; year++) {
                give(DRAFTER, open(year, SECTIONS));
                give(DRAFTER, edit(year, "1.1", "第一段\n“引号” <b>&amp;</b> 😀", 1));
                give(DRAFTER, new SubmitSection(reportId(year), "1.1", "请审核"));
            }
            await().until(() -> sealed() == recorded());
            pack(service, WHOLE, packed);
            pack(service, WHOLE + 7, packedLast);
        }
        Files.writeString(
                checkpoint, one("SELECT note FROM seal.checkpoint ORDER BY size DESC LIMIT 1"));
        Files.writeString(
                policy, "log " + Files.readAllLines(logKey).getLast() + "\nquorum none\n");
    }

    private static void pack(ConfigurableApplicationContext service, int year, Path file)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        service.getBean(Packing.class).of(AUDITOR, reportId(year)).write(bytes);
        Files.write(file, bytes.toByteArray());
    }

    /** What the verifier said. */
    record Said(int code, String text) {}

    static Said verify(Object... arguments) {
        StringWriter text = new StringWriter();
        List<String> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        int code = Verify.run(new PrintWriter(text), all.toArray(String[]::new));
        return new Said(code, text.toString());
    }

    /** Checks the database, with more arguments. */
    Said verifyDatabase(Object... more) {
        List<Object> all =
                new ArrayList<>(List.of("--jdbc", database.settings().url(), "--user", "postgres"));
        all.addAll(List.of(more));
        return verify(all.toArray());
    }

    Said verifyDatabase() {
        return verifyDatabase("--checkpoint", checkpoint, "--policy", policy);
    }

    String one(String sql) {
        return database.asOwner().sql(sql).query(String.class).single();
    }

    /** Keeps the tables as they are, to come back to after each tampering. */
    void keep() {
        database.asOwner()
                .sql(
                        """
                        CREATE SCHEMA kept;
                        CREATE TABLE kept.event AS TABLE record.event;
                        CREATE TABLE kept.leaf AS TABLE seal.leaf;
                        CREATE TABLE kept.checkpoint AS TABLE seal.checkpoint;
                        CREATE TABLE kept.tile AS TABLE seal.tile\
                        """)
                .update();
    }

    void restore() {
        database.asOwner()
                .sql(
                        """
                        TRUNCATE record.event, seal.leaf, seal.tile, seal.checkpoint,
                            seal.cosignature, seal.witnessed;
                        INSERT INTO seal.checkpoint SELECT * FROM kept.checkpoint;
                        INSERT INTO record.event OVERRIDING SYSTEM VALUE SELECT * FROM kept.event;
                        INSERT INTO seal.leaf SELECT * FROM kept.leaf;
                        INSERT INTO seal.tile SELECT * FROM kept.tile\
                        """)
                .update();
    }

    private void goAllTheWay(int year) {
        String id = reportId(year);
        give(DRAFTER, open(year, SECTIONS));
        give(DRAFTER, new SubmitActual(id, "ind-1", new Actual("22.8", "%"), null, null));
        give(DRAFTER, new SubmitActual(id, "ind-1", new Actual("23.5", "%"), null, "核对台账后更正"));
        submitAndApprove(id, "1.1", "1.2", "1.3");
        give(DIRECTOR, new ForwardReport(id, "同意"));
        approve(BUDGET, id, "1.1", "1.2", "1.3");
        approve(PERFORMANCE, id, "1.1", "1.2");
        give(
                PERFORMANCE,
                new ReturnSection(
                        id,
                        "1.3",
                        state(id).digest(state(id).section("1.3").orElseThrow()),
                        "DRAFTER",
                        "数据与佐证材料不符",
                        List.of(new ReturnItem("0", "请核对"))));
        give(DRAFTER, edit(year, "1.3", "改后的正文", 1));
        submitAndApprove(id, "1.3");
        approve(BUDGET, id, "1.3");
        approve(PERFORMANCE, id, "1.3");
        give(PERFORMANCE, new ForwardReport(id, "同意"));
        approve(CONGRESS, id, "1.1", "1.2", "1.3");
        give(CONGRESS, new ForwardReport(id, "审查完毕"));
    }

    private void submitAndApprove(String id, String... sections) {
        for (String section : sections) {
            give(DRAFTER, new SubmitSection(id, section, null));
        }
        approve(HEAD, id, sections);
        approve(DIRECTOR, id, sections);
    }

    private void approve(Person by, String id, String... sections) {
        for (String section : sections) {
            ReportState state = state(id);
            String digest = state.digest(state.section(section).orElseThrow());
            give(by, new ApproveSection(id, section, digest, "同意"));
        }
    }

    private ReportState state(String id) {
        Retelling retelling = new Retelling();
        database.asOwner()
                .sql("SELECT * FROM record.event WHERE report_id = ? ORDER BY sequence")
                .param(id)
                .query((row, _) -> Follower.event(row))
                .list()
                .forEach(retelling::next);
        return retelling.state();
    }

    private void give(Person person, ReportCommand command) {
        commands.carryOut(person, request(), command);
    }

    private long sealed() {
        return Long.parseLong(one("SELECT coalesce(max(size), 0) FROM seal.checkpoint"));
    }

    private long recorded() {
        return Long.parseLong(one("SELECT count(*) FROM record.event"));
    }
}
