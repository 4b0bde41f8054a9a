package org.liuhen.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How tests start a program in a JVM of its own. Most are killed within a minute: the JVM's second
 * compiler would take half of their time and never pay.
 */
public final class OtherJvm {
    private OtherJvm() {}

    /** The command for a program on the test's own class path, to which its arguments are added. */
    public static List<String> running(String program, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(program);
        return command;
    }
}
