package org.liuhen.standalone.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** A compressed tar of a cluster's files, written while the server goes on changing them. */
final class ClusterTar implements AutoCloseable {
    /** Of these directories the server makes the content anew. */
    private static final Set<String> EMPTIED =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of(
                    "postmaster.pid",
                    "postmaster.opts",
                    "backup_label",
                    "backup_label.old",
                    "tablespace_map",
                    "tablespace_map.old",
                    "backup_manifest",
                    "recovery.signal",
                    "standby.signal",
                    "postgresql.auto.conf.tmp",
                    "current_logfiles.tmp");

    private static final Pattern TEMPORARY = Pattern.compile("pgsql_tmp.*|pg_internal\\.init.*");
    private static final String CONTROL = "global/pg_control";
    private static final int CHUNK = 1 << 16;

    private final FileChannel file;
    private final BufferedOutputStream out;
    private final GzipCompressorOutputStream gzip;
    private final TarArchiveOutputStream tar;
    private final Manifest manifest;

    /** Into a file that must not be there yet. */
    ClusterTar(Path file, Manifest manifest) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        GzipParameters fast = new GzipParameters();
        fast.setCompressionLevel(Deflater.BEST_SPEED);
        this.out = new BufferedOutputStream(Channels.newOutputStream(this.file), CHUNK);
        this.gzip = new GzipCompressorOutputStream(out, fast);
        this.tar = new TarArchiveOutputStream(gzip);
        this.tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        this.tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        this.manifest = manifest;
    }

    /** All that belongs to a cluster; what says where its recovery begins comes last. */
    void addCluster(Path cluster) throws IOException {
        addTree(cluster, "");
        addFile(cluster.resolve(CONTROL), CONTROL);
    }

    private void addTree(Path directory, String prefix) throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(directory)) {
            children = listed.sorted().toList();
        } catch (NoSuchFileException _) {
            return; // a database that was dropped meanwhile
        }
        for (Path child : children) {
            String path = prefix + child.getFileName();
            if (LEFT_OUT.contains(path)
                    || path.equals(CONTROL)
                    || TEMPORARY.matcher(String.valueOf(child.getFileName())).matches()) {
                continue;
            }
            if (Files.isDirectory(child)) {
                addDirectory(path);
                if (!EMPTIED.contains(path)) {
                    addTree(child, path + "/");
                }
            } else {
                addFile(child, path);
            }
        }
    }

    private void addDirectory(String path) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path + "/");
        entry.setMode(0700);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /** As long as it is now: what it grows by meanwhile, the write-ahead log has. */
    private void addFile(Path from, String path) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            BasicFileAttributes now = Files.readAttributes(from, BasicFileAttributes.class);
            add(path, in, now.size(), now.lastModifiedTime().toInstant());
        } catch (NoSuchFileException _) {
            // A table that was dropped meanwhile: the write-ahead log says so too.
        }
    }

    /** A segment of the write-ahead log, which must be there. */
    void addSegment(Path from, String path) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            add(path, in, Files.size(from), Instant.now());
        }
    }

    /** A file that is not the cluster's own. */
    void add(String path, byte[] content) throws IOException {
        add(path, new ByteArrayInputStream(content), content.length, Instant.now());
    }

    private void add(String path, InputStream in, long size, Instant modified) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(size);
        entry.setMode(0600);
        entry.setModTime(FileTime.from(modified));
        tar.putArchiveEntry(entry);
        MessageDigest digest = Manifest.digest();
        byte[] chunk = new byte[CHUNK];
        for (long left = size; left > 0; ) {
            int read = in.readNBytes(chunk, 0, (int) Math.min(CHUNK, left));
            if (read == 0) {
                // It was cut short meanwhile; that, too, is in the write-ahead log.
                read = (int) Math.min(CHUNK, left);
                Arrays.fill(chunk, (byte) 0);
            }
            tar.write(chunk, 0, read);
            digest.update(chunk, 0, read);
            left -= read;
        }
        tar.closeArchiveEntry();
        manifest.add(
                path,
                new Manifest.Entry(size, modified, HexFormat.of().formatHex(digest.digest())));
    }

    /** Whole and on the disk. */
    void finish() throws IOException {
        tar.finish();
        gzip.finish();
        out.flush();
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
