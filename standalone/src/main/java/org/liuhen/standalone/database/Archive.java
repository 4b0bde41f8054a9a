package org.liuhen.standalone.database;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a {@code .txz}. */
final class Archive {
    private static final int EXECUTABLE = 0100;

    private Archive() {}

    static void unpack(InputStream archive, Path root) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                Path file = root.resolve(e.getName()).normalize();
                if (!file.startsWith(root)) {
                    throw new IOException("outside of the archive: " + e.getName());
                }
                write(tar, e, root, file);
            }
        }
    }

    private static void write(
            TarArchiveInputStream tar, TarArchiveEntry entry, Path root, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, root.resolve(entry.getLinkName()));
        } else if (entry.isFile()) {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                tar.transferTo(out);
                // The directory's name vouches for its files, also after the power was cut.
                out.getFD().sync();
            }
            if ((entry.getMode() & EXECUTABLE) != 0 && !file.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: " + file);
            }
        } else {
            throw new IOException("of a kind unknown: " + entry.getName());
        }
    }
}
