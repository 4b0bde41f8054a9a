package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liuhen.witness.Witness;

/** The three institutions' witnesses, as the real program runs them. */
final class Witnesses {
    static final List<String> NAMES =
            List.of("finance.example", "audit.example", "congress.example");

    private final Path directory;
    private final Path policy;

    Witnesses() {
        try {
            directory = Files.createTempDirectory("witnesses");
            List<String> lines = new ArrayList<>();
            for (String name : NAMES) {
                Said said = run("init", directory.resolve(name), name);
                assertThat(said.code()).as(said.text()).isZero();
                String key = said.text().lines().findFirst().orElseThrow();
                lines.add("witness " + name + " " + key);
            }
            lines.add("group institutions 2 " + String.join(" ", NAMES));
            lines.add("quorum institutions");
            policy = Files.write(directory.resolve("policy.txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Witnesses shared() {
        return Shared.WITNESSES;
    }

    /** What the program said. */
    record Said(int code, String text) {}

    /** Names the witnesses and asks for two of the three. */
    Path policy() {
        return policy;
    }

    Path directoryOf(String name) {
        return directory.resolve(name);
    }

    /** One look at the log at that port. */
    Said look(String name, int port, String logKey) {
        return run(
                "look",
                directory.resolve(name),
                "--log",
                "http://localhost:" + port,
                "--key",
                logKey);
    }

    static Said run(Object... arguments) {
        StringWriter text = new StringWriter();
        List<String> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        int code = Witness.run(new PrintWriter(text, true), all.toArray(String[]::new));
        return new Said(code, text.toString());
    }

    private static final class Shared {
        static final Witnesses WITNESSES = new Witnesses();
    }
}
