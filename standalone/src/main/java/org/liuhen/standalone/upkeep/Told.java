package org.liuhen.standalone.upkeep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.core.env.Environment;

/** What the operator said: words, options, and the settings that serving has too. */
public final class Told {
    private final ApplicationArguments arguments;
    private final Environment settings;

    Told(ApplicationArguments arguments, Environment settings) {
        this.arguments = arguments;
        this.settings = settings;
    }

    /** Words without dashes; the first is the name of the work. */
    List<String> words() {
        return arguments.getNonOptionArgs();
    }

    /** Names of options and settings on the command line. */
    Iterable<String> optionNames() {
        return arguments.getOptionNames();
    }

    /** The one word after the name of the work, if it was said. */
    public Optional<String> word() {
        return words().stream().skip(1).findFirst();
    }

    /** What an option was given last; blank where it was given nothing. */
    public Optional<String> option(String name) {
        List<String> values = arguments.getOptionValues(name);
        if (values == null) {
            return Optional.empty();
        }
        return Optional.of(values.isEmpty() ? "" : values.getLast());
    }

    /** A setting of the program, from wherever it has it; one that is blank is not set. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.getProperty(name)).filter(value -> !value.isBlank());
    }

    /** A setting that names a file or a directory. */
    public Optional<Path> path(String name) {
        return setting(name).map(Told::absolute);
    }

    /** Where the program has its data. */
    public Path dataDirectory() {
        return path("liuhen.data-directory").orElseGet(() -> absolute("data"));
    }

    /** Where the program has the key of its log. */
    public Path sealDirectory() {
        return path("liuhen.seal.directory").orElseGet(() -> dataDirectory().resolve("seal"));
    }

    /** A path as it was said, from the working directory. */
    public static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
