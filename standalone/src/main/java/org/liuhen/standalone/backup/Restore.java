package org.liuhen.standalone.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liuhen.seal.KeptFile;
import org.liuhen.standalone.database.Trees;
import org.liuhen.standalone.upkeep.NotDone;
import org.liuhen.standalone.upkeep.Told;
import org.liuhen.standalone.upkeep.Work;

/** {@code restore}: a data directory made of a backup, where there is none. */
public final class Restore implements Work {
    private static final String TO = "to";

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public Set<String> options() {
        return Set.of(TO);
    }

    @Override
    public void run(Told told, PrintWriter out) throws IOException, SQLException {
        Path directory = Backup.directory(told, name());
        Optional<Instant> to = told.option(TO).map(Moments::parse);
        if (to.isPresent() && to.get().isAfter(Instant.now())) {
            throw new NotDone("--to 是将来的时刻，请核对（北京时间）。");
        }
        List<Kept> all = Backups.of(directory);
        Kept backup =
                all.stream()
                        .filter(kept -> to.isEmpty() || !kept.finished().isAfter(to.get()))
                        .reduce((_, later) -> later)
                        .orElseThrow(() ->
                                new NotDone(
                                        "最早的备份完成于 %s（北京时间），在它之前的时刻恢复不到。"
                                                .formatted(
                                                        Moments.shownFrom(
                                                                all.getFirst().finished()))));
        Restored restored =
                new Restoration(backup, to)
                        .into(told.dataDirectory(), told.path("liuhen.database.binaries"));
        if (restored.signed() > 0) {
            leaveWord(told.sealDirectory());
        }
        tell(restored, told, out);
    }

    /** The log does not begin to sign there before it has what it remembers (KeyFile). */
    private static void leaveWord(Path seal) throws IOException {
        Files.createDirectories(seal, Trees.ownerOnly("rwx------"));
        KeptFile.replace(seal.resolve("restored"), Instant.now() + "\n");
    }

    private static void tell(Restored restored, Told told, PrintWriter out) {
        out.println("用备份 %s 恢复到 %s".formatted(restored.backup().directory(), told.dataDirectory()));
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
                                told.sealDirectory(),
                                Backup.publicKey(restored.backup())));
        out.println("启动以后请马上再备份一次：以前的备份只能恢复到这次恢复以前。");
    }
}
