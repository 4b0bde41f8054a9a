package org.liuhen.standalone.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.liuhen.operations.Program;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.SigningKey;
import org.liuhen.standalone.database.CannotStart;
import org.liuhen.standalone.database.LiveCluster;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * What the program does instead of serving, where its first argument says so: {@code backup} while
 * it runs elsewhere, {@code restore} while nothing is in the place. Settings are those of the
 * program that serves, from wherever it has them. Exit codes: 0 done, 1 not done.
 */
public final class BackupCommands {
    private static final String BACKUP = "backup";
    private static final String RESTORE = "restore";
    private static final String KEEP = "keep";
    private static final String TO = "to";
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    private final PrintWriter out;
    private final Environment settings;
    private final ApplicationArguments told;

    private BackupCommands(PrintWriter out, Environment settings, ApplicationArguments told) {
        this.out = out;
        this.settings = settings;
        this.told = told;
    }

    /** Whether that is asked for. */
    public static boolean areAskedFor(String... arguments) {
        return arguments.length > 0 && Set.of(BACKUP, RESTORE).contains(arguments[0]);
    }

    /** Does it, says what was done, and returns the exit code. */
    public static int run(PrintWriter out, String... arguments) {
        SpringApplication program = Program.named("standalone", BackupCommands.class);
        program.setWebApplicationType(WebApplicationType.NONE);
        program.setLogStartupInfo(false);
        program.setRegisterShutdownHook(false);
        try (ConfigurableApplicationContext context = program.run(arguments)) {
            new BackupCommands(
                            out,
                            context.getEnvironment(),
                            context.getBean(ApplicationArguments.class))
                    .run();
            return DONE;
        } catch (NotDone | CannotStart e) {
            out.println("没有做成：" + e.getMessage());
        } catch (IOException | SQLException e) {
            out.println("没有做成：" + e);
        } finally {
            out.flush();
        }
        return NOT_DONE;
    }

    private void run() throws IOException, SQLException {
        List<String> words = told.getNonOptionArgs();
        for (String option : told.getOptionNames()) {
            if (!option.contains(".") && !Set.of(KEEP, TO).contains(option)) {
                throw new NotDone("没有 --%s 这个选项，请核对。".formatted(option));
            }
        }
        if (words.size() > 2) {
            throw new NotDone("多了“%s”：只给一个目录。".formatted(words.get(2)));
        }
        Path directory =
                Path.of(
                        words.size() == 2
                                ? words.get(1)
                                : Optional.ofNullable(
                                                settings.getProperty("liuhen.backup.directory"))
                                        .orElseThrow(() ->
                                                new NotDone(
                                                        "请给出备份目录：%s <目录>。"
                                                                .formatted(words.getFirst()))));
        if (words.getFirst().equals(BACKUP)) {
            backUp(directory.toAbsolutePath().normalize());
        } else {
            restore(directory.toAbsolutePath().normalize());
        }
    }

    private Path dataDirectory() {
        return Path.of(settings.getProperty("liuhen.data-directory", "data"))
                .toAbsolutePath()
                .normalize();
    }

    private void backUp(Path directory) throws IOException, SQLException {
        if (settings.containsProperty("liuhen.database.url")) {
            throw new NotDone("本机用的不是自带的 PostgreSQL（设了 liuhen.database.url），请用该数据库自己的备份工具。");
        }
        LiveCluster live =
                LiveCluster.in(dataDirectory())
                        .orElseThrow(() ->
                                new NotDone(
                                        "%s 中的数据库没有运行。请在留痕运行时备份，并以同一系统用户、同样的 liuhen.data-directory 执行。"
                                                .formatted(dataDirectory())));
        Optional<Path> own = live.keptIn().filter(kept -> directory.equals(kept.getParent()));
        Path base = own.orElse(directory).resolve("base");
        Kept kept = new BaseBackup(live, logKey()).make(base);
        out.println("已备份到 " + kept.directory());
        if (own.isPresent()) {
            out.println("可恢复到 %s（北京时间）以后的任一时刻。".formatted(Moments.shown(kept.finished())));
        } else {
            out.println(
                    "只能恢复到 %s（北京时间）：日志没有归档到这个目录。要恢复到任一时刻，请以 --liuhen.backup.directory=%s 启动留痕，再备份一次。"
                            .formatted(Moments.shown(kept.finished()), directory));
        }
        out.println("日志密钥 log.key 不在备份中，请另行保存。" + publicKey(kept));
        prune(base, kept);
    }

    private void prune(Path base, Kept newest) throws IOException {
        String keep = option(KEEP).orElse("");
        if (keep.isEmpty()) {
            return;
        }
        if (!keep.matches("[1-9][0-9]{0,3}")) {
            throw new NotDone("备份已做成；--keep 要的是份数，如 --keep=7，旧备份没有清理。");
        }
        List<Kept> all = Kept.below(base);
        for (Kept old : all.subList(0, Math.max(0, all.size() - Integer.parseInt(keep)))) {
            Folders.delete(old.directory());
            out.println("已清理旧备份 " + old.directory());
        }
        Kept oldest = Kept.below(base).getFirst();
        int segments = newest.segments().deleteBefore(oldest.firstSegment());
        if (segments > 0) {
            out.println("已清理用不到的日志 %d 段".formatted(segments));
        }
    }

    /** Without it a restored log signs nothing; it is not here, so that nobody finds both. */
    private String logKey() throws IOException {
        Path directory =
                Path.of(
                        settings.getProperty(
                                "liuhen.seal.directory",
                                dataDirectory().resolve("seal").toString()));
        Path file = directory.resolve("log.key");
        try {
            return Files.exists(file)
                    ? SigningKey.parse(Files.readString(file)).publicKey().toString()
                    : "";
        } catch (Malformed e) {
            throw new NotDone("日志密钥 %s 不能读：%s。请先查明。".formatted(file, e.in(Locale.CHINESE)), e);
        }
    }

    private static String publicKey(Kept kept) {
        return kept.logKey().isEmpty() ? "" : "其公钥是 " + kept.logKey();
    }

    private void restore(Path directory) throws IOException, SQLException {
        Optional<Instant> to = option(TO).map(Moments::parse);
        if (to.isPresent() && to.get().isAfter(Instant.now())) {
            throw new NotDone("--to 是将来的时刻，请核对（北京时间）。");
        }
        if (!Files.isDirectory(directory)) {
            throw new NotDone("没有目录 %s，请核对。".formatted(directory));
        }
        List<Kept> all = Kept.below(directory);
        if (all.isEmpty()) {
            throw new NotDone("%s 里没有做成的备份，请核对目录。".formatted(directory));
        }
        Kept backup =
                all.stream()
                        .filter(kept -> to.isEmpty() || !kept.finished().isAfter(to.get()))
                        .reduce((_, later) -> later)
                        .orElseThrow(() ->
                                new NotDone(
                                        "最早的备份完成于 %s（北京时间），在它之前的时刻恢复不到。"
                                                .formatted(
                                                        Moments.shown(all.getFirst().finished()))));
        Path place = dataDirectory();
        Restored restored = new Restoration(backup, to).into(place, binaries());
        tell(restored, place);
    }

    private Optional<Path> binaries() {
        return Optional.ofNullable(settings.getProperty("liuhen.database.binaries"))
                .map(Path::of)
                .map(Path::toAbsolutePath);
    }

    private void tell(Restored restored, Path place) {
        out.println("用备份 %s 恢复到 %s".formatted(restored.backup().directory(), place));
        out.println(
                restored.last()
                        .map(last -> "并重做了归档的日志：最后一次提交在 %s（北京时间）".formatted(Moments.shown(last)))
                        .orElse("没有备份以后的日志可重做：停在备份完成时"));
        out.println(
                "其中有 %d 件事%s"
                        .formatted(
                                restored.events(),
                                restored.lastEvent()
                                        .map(at -> "，最后一件于 %s（北京时间）".formatted(Moments.shown(at)))
                                        .orElse("")));
        out.println(
                "封存日志当时签到第 %d 件。启动前请把 log.key 和 last-checkpoint 放回 %s。%s"
                        .formatted(
                                restored.signed(),
                                settings.getProperty(
                                        "liuhen.seal.directory", place.resolve("seal").toString()),
                                publicKey(restored.backup())));
        out.println("启动以后请马上再备份一次：以前的备份只能恢复到这次恢复以前。");
    }

    private Optional<String> option(String name) {
        List<String> values = told.getOptionValues(name);
        return values == null || values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.getLast());
    }
}
