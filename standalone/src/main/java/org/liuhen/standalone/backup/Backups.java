package org.liuhen.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liuhen.standalone.upkeep.NotDone;

/** Finds the backups of one cluster in a directory for backups. */
final class Backups {
    /** Where the write-ahead log of a cluster is kept, in a directory of its own. */
    static final String WAL = "wal";

    private Backups() {}

    /**
     * Those of the one cluster that has any there, the oldest first.
     *
     * @param directory for backups, of one cluster, or one backup
     * @throws NotDone where there are none, or several clusters had their log or backups there: the
     *     latest of all need not be what somebody wants back
     */
    static List<Kept> of(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDone("没有目录 %s，请核对。".formatted(directory));
        }
        if (Kept.isFinished(directory)) {
            return List.of(Kept.read(directory));
        }
        List<Path> clusters = clusters(directory);
        if (clusters.size() > 1) {
            throw new NotDone(
                    "%s 里有 %d 个数据库的备份，请指明其中一个：%n%s"
                            .formatted(
                                    directory,
                                    clusters.size(),
                                    clusters.stream()
                                            .map(Backups::line)
                                            .collect(Collectors.joining("%n".formatted()))));
        }
        List<Kept> all = clusters.isEmpty() ? List.of() : in(clusters.getFirst());
        if (all.isEmpty()) {
            throw new NotDone("%s 里没有做成的备份，请核对目录。".formatted(directory));
        }
        return all;
    }

    /** Each by its own directory; what somebody else keeps there, and may not be read, is none. */
    private static List<Path> clusters(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        if (isOne(directory)) {
            found.add(directory);
        }
        try (Stream<Path> below = Files.list(directory)) {
            below.filter(Backups::isOne).sorted().forEach(found::add);
        }
        return found;
    }

    private static boolean isOne(Path own) {
        return Files.isDirectory(own.resolve(WAL)) || Files.isDirectory(own.resolve(Kept.BASE));
    }

    private static List<Kept> in(Path own) throws IOException {
        return Kept.in(own.resolve(Kept.BASE));
    }

    private static String line(Path own) {
        try {
            List<Kept> all = in(own);
            return all.isEmpty()
                    ? "  %s（没有基础备份）".formatted(own)
                    : "  %s（基础备份 %d 份，最近的完成于 %s）"
                            .formatted(own, all.size(), Moments.shown(all.getLast().finished()));
        } catch (IOException e) {
            return "  %s（不能读：%s）".formatted(own, e.getMessage());
        }
    }
}
