package org.liuhen.standalone.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.SigningKey;
import org.liuhen.standalone.database.LiveCluster;
import org.liuhen.standalone.database.Trees;
import org.liuhen.standalone.upkeep.NotDone;
import org.liuhen.standalone.upkeep.Told;
import org.liuhen.standalone.upkeep.Work;

/** {@code backup}: a base backup of the database, while the program serves elsewhere. */
public final class Backup implements Work {
    private static final String KEEP = "keep";

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Set<String> options() {
        return Set.of(KEEP);
    }

    @Override
    public void run(Told told, PrintWriter out) throws IOException, SQLException {
        Optional<Integer> keep = told.option(KEEP).map(Backup::number);
        Path directory = directory(told, name());
        if (told.setting("liuhen.database.url").isPresent()) {
            throw new NotDone("本机用的不是自带的 PostgreSQL（设了 liuhen.database.url），请用该数据库自己的备份工具。");
        }
        LiveCluster live =
                LiveCluster.in(told.dataDirectory())
                        .orElseThrow(() ->
                                new NotDone(
                                        "%s 中的数据库没有运行。请在留痕运行时备份，并以同一系统用户、同样的 liuhen.data-directory 执行。"
                                                .formatted(told.dataDirectory())));
        Optional<Path> own = archive(live, directory);
        Path base = own.orElse(directory).resolve(Kept.BASE);
        Kept kept = new BaseBackup(live, logKey(told)).make(base);
        out.println("已备份到 " + kept.directory());
        if (own.isPresent()) {
            out.println("可恢复到 %s（北京时间）以后的任一时刻。".formatted(Moments.shownFrom(kept.finished())));
        } else {
            out.println(
                    "只能恢复到 %s（北京时间）：日志没有归档到这个目录。要恢复到任一时刻，请以 --liuhen.backup.directory=%s 启动留痕，再备份一次。"
                            .formatted(Moments.shown(kept.finished()), directory));
        }
        out.println("日志密钥 log.key 不在备份中，请另行保存。" + publicKey(kept));
        if (keep.isPresent()) {
            prune(base, kept, keep.get(), out);
        }
    }

    /**
     * Where the cluster's log is kept too, if that is below the directory. What is not there is not
     * made: it may lie on a disk that is not mounted, and a backup beside it would be none.
     */
    private static Optional<Path> archive(LiveCluster live, Path directory)
            throws IOException, SQLException {
        if (!Files.isDirectory(directory)) {
            throw new NotDone("没有目录 %s。请先挂载该磁盘或建立该目录。".formatted(directory));
        }
        Optional<Path> own = live.keptIn().filter(kept -> directory.equals(kept.getParent()));
        if (own.isEmpty() || !live.isArchiving()) {
            return Optional.empty();
        }
        if (!Files.isDirectory(own.get().resolve(Backups.WAL))) {
            throw new NotDone("归档日志的目录 %s 不在了。请先挂载该磁盘，或查明该目录的去向。".formatted(own.get()));
        }
        return own;
    }

    /** The directory for backups, as it was said or as it is set. */
    static Path directory(Told told, String work) {
        return told.word()
                .map(Told::absolute)
                .or(() -> told.path("liuhen.backup.directory"))
                .orElseThrow(() -> new NotDone("请给出备份目录：%s <目录>。".formatted(work)));
    }

    private static int number(String keep) {
        if (!keep.matches("[1-9][0-9]{0,3}")) {
            throw new NotDone("--keep 要的是份数，如 --keep=7。");
        }
        return Integer.parseInt(keep);
    }

    private static void prune(Path base, Kept newest, int keep, PrintWriter out)
            throws IOException {
        List<Kept> all = Kept.in(base);
        for (Kept old : all.subList(0, Math.max(0, all.size() - keep))) {
            Trees.delete(old.directory());
            out.println("已清理旧备份 " + old.directory());
        }
        Kept oldest = Kept.in(base).getFirst();
        int segments = newest.segments().deleteBefore(oldest.firstSegment());
        if (segments > 0) {
            out.println("已清理用不到的日志 %d 段".formatted(segments));
        }
    }

    /** Without it a restored log signs nothing; it is not here, so that nobody finds both. */
    private static String logKey(Told told) throws IOException {
        Path file = told.sealDirectory().resolve("log.key");
        try {
            return Files.exists(file)
                    ? SigningKey.parse(Files.readString(file)).publicKey().toString()
                    : "";
        } catch (Malformed e) {
            throw new NotDone("日志密钥 %s 不能读：%s。请先查明。".formatted(file, e.in(Locale.CHINESE)), e);
        }
    }

    /** What the operator is told of the log's key. */
    static String publicKey(Kept kept) {
        return kept.logKey().isEmpty() ? "" : "其公钥是 " + kept.logKey();
    }
}
