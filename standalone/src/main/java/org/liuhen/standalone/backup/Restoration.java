package org.liuhen.standalone.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.liuhen.standalone.database.CannotStart;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.liuhen.standalone.database.MajorUpgrade;
import org.liuhen.standalone.database.Recovery;
import org.liuhen.standalone.database.Trees;
import org.liuhen.standalone.upkeep.NotDone;

/**
 * Makes a data directory of a backup and the write-ahead log that was kept after it, beside its
 * place, and recovers it there; only what has reached its moment is put into the place.
 */
final class Restoration {
    /** PostgreSQL's words for a log that ends before the moment that was asked for. */
    private static final String ENDED_BEFORE =
            "recovery ended before configured recovery target was reached";

    private static final int BUFFER = 1 << 16;

    private final Kept backup;
    private final Optional<Instant> to;

    /** Of that backup: to a moment, or to the end of what was kept. */
    Restoration(Kept backup, Optional<Instant> to) {
        this.backup = backup;
        this.to = to;
    }

    /**
     * Restores.
     *
     * @param place the data directory to be made
     * @param binaries where PostgreSQL's programs are; empty where they go into that directory too
     * @return what the restored database holds
     * @throws NotDone where the backup is damaged, something is missing, or the place is taken
     */
    Restored into(Path place, Optional<Path> binaries) throws IOException, SQLException {
        requireFree(place);
        Optional<String> gap = backup.segments().gapAfter(backup.lastSegment());
        if (gap.isPresent() && to.isEmpty()) {
            throw missing(gap.get());
        }
        Path parent = place.resolveSibling("");
        Path beside = beside(place, parent);
        try {
            unpack(beside);
            requireOwnVersion(beside);
            EmbeddedSettings settings = EmbeddedSettings.in(beside);
            Restored restored = recover(binaries.map(settings::withBinaries).orElse(settings), gap);
            Files.move(beside, place, ATOMIC_MOVE);
            Trees.sync(parent);
            return restored;
        } catch (IOException | SQLException | RuntimeException e) {
            Trees.delete(beside);
            throw e;
        }
    }

    /** In the same directory, so that it can be put into its place by its name alone. */
    private static Path beside(Path place, Path parent) {
        try {
            Files.createDirectories(parent);
            Path beside =
                    Files.createTempDirectory(
                            parent,
                            place.getFileName() + ".restoring-",
                            Trees.ownerOnly("rwx------"));
            try {
                Files.deleteIfExists(place); // it is empty, and may be the root of another disk
            } catch (IOException e) {
                Trees.delete(beside);
                throw e;
            }
            return beside;
        } catch (IOException e) {
            throw new NotDone(
                    "不能在 %s 中建立 %s（%s）。请让运行本命令的用户可以写入该目录；数据目录本身是挂载点的，请用 --liuhen.data-directory 指定其下的一个目录。"
                            .formatted(parent, place.getFileName(), e),
                    e);
        }
    }

    private void requireOwnVersion(Path beside) throws IOException {
        String found = Files.readString(beside.resolve("postgres").resolve("PG_VERSION")).strip();
        if (!found.equals(MajorUpgrade.own())) {
            throw new NotDone(
                    "这份备份由 PostgreSQL %s 做成，本程序自带的是 %s。请用做这份备份的那一版留痕恢复，再升级（docs/upgrade.md）。"
                            .formatted(found, MajorUpgrade.own()));
        }
    }

    private static void requireFree(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> files = Files.list(place)) {
            if (files.findAny().isPresent()) {
                throw new NotDone(
                        "%s 里已有数据，没有恢复。请先停止留痕、把该目录改名保存，或用 --liuhen.data-directory 指定一个新目录。"
                                .formatted(place));
            }
        }
    }

    private void unpack(Path beside) throws IOException {
        Path cluster =
                Files.createDirectory(beside.resolve("postgres"), Trees.ownerOnly("rwx------"));
        Manifest manifest = Manifest.read(backup.directory());
        Map<String, Manifest.Entry> expected = new HashMap<>(manifest.files());
        unpack(Kept.CLUSTER, cluster, expected);
        if (!expected.isEmpty()) {
            throw damaged("缺少 " + expected.keySet().iterator().next());
        }
        unpack(Kept.WAL, cluster.resolve("pg_wal"), null);
        Path password = beside.resolve(Kept.PASSWORD);
        Files.copy(backup.directory().resolve(Kept.PASSWORD), password);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }

    /** Each file is compared with the manifest as it is written. */
    private void unpack(String name, Path root, @Nullable Map<String, Manifest.Entry> expected)
            throws IOException {
        try (InputStream file = Files.newInputStream(backup.directory().resolve(name));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(file, BUFFER))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                Path target = root.resolve(e.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw damaged(e.getName() + " 不在数据目录内");
                }
                if (e.isDirectory()) {
                    Files.createDirectories(target, Trees.ownerOnly("rwx------"));
                } else {
                    String sha256 = write(tar, target);
                    Manifest.@Nullable Entry said =
                            expected == null ? null : expected.remove(e.getName());
                    if (expected != null && (said == null || !said.sha256().equals(sha256))) {
                        throw damaged(e.getName() + " 与制作时不同");
                    }
                }
            }
        } catch (EOFException | ZipException e) {
            throw damaged("%s 不完整（%s）".formatted(name, e.getMessage()));
        }
    }

    private static String write(InputStream in, Path target) throws IOException {
        MessageDigest digest = Manifest.digest();
        try (FileChannel channel =
                        FileChannel.open(
                                target,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                Trees.ownerOnly("rw-------"));
                OutputStream out =
                        new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            in.transferTo(out);
            channel.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Restored recover(EmbeddedSettings settings, Optional<String> gap)
            throws IOException, SQLException {
        try {
            return Recovery.run(
                    settings,
                    backup.segments().directory(),
                    to.orElse(null),
                    (database, log) -> Restored.look(backup, database, log));
        } catch (CannotStart e) {
            List<String> log = Recovery.log(settings.dataDirectory());
            if (log.stream().noneMatch(line -> line.contains(ENDED_BEFORE))) {
                throw e;
            }
            if (gap.isPresent()) {
                throw missing(gap.get());
            }
            throw new NotDone(
                    "归档的日志没有到这个时刻：%s。要恢复到最后，请去掉 --to。"
                            .formatted(
                                    Restored.lastTransaction(log)
                                            .map(last ->
                                                    "最后一次提交在 %s（北京时间）"
                                                            .formatted(Moments.shown(last)))
                                            .orElse("备份以后没有提交")),
                    e);
        }
    }

    private NotDone missing(String segment) {
        return new NotDone(
                ("归档的日志缺 %s（%s 中没有它，或它已损坏），其后的不能恢复。请找回该文件后重试；" + "确实没有了的，用 --to 恢复到缺口之前的时刻。")
                        .formatted(segment, backup.segments().directory()));
    }

    private NotDone damaged(String how) {
        return new NotDone("备份 %s 已损坏：%s。请换用另一份备份。".formatted(backup.directory(), how));
    }
}
