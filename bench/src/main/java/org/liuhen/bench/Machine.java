package org.liuhen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What it was measured on. */
final class Machine {
    private Machine() {}

    static String describe() {
        return "%s %s, %s, %d processors"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        processor(),
                        Runtime.getRuntime().availableProcessors());
    }

    /** What everybody on the machine is at, over 1, 5 and 15 minutes. */
    static String load() {
        return firstLine(Path.of("/proc/loadavg"), "");
    }

    private static String processor() {
        String line = firstLine(Path.of("/proc/cpuinfo"), "model name");
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static String firstLine(Path file, String beginning) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(beginning)).findFirst().orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
