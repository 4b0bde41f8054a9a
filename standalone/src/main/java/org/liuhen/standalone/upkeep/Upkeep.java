package org.liuhen.standalone.upkeep;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.liuhen.operations.Program;
import org.liuhen.standalone.database.CannotStart;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Does the work that the program's first argument names. Settings are those of the program that
 * serves, from wherever it has them. Exit codes: 0 done, 1 not done.
 */
public final class Upkeep {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    private final List<Work> known;

    /** Of these kinds. */
    public Upkeep(List<Work> known) {
        this.known = List.copyOf(known);
    }

    /** Whether any is asked for. */
    public boolean isAskedFor(String... arguments) {
        return named(arguments).isPresent();
    }

    private Optional<Work> named(String... arguments) {
        return known.stream()
                .filter(work -> arguments.length > 0 && work.name().equals(arguments[0]))
                .findFirst();
    }

    /** Does it, says what was done, and returns the exit code. */
    public int run(PrintWriter out, String... arguments) {
        Work work = named(arguments).orElseThrow();
        SpringApplication program = Program.named("standalone", Upkeep.class);
        program.setWebApplicationType(WebApplicationType.NONE);
        program.setLogStartupInfo(false);
        program.setRegisterShutdownHook(false);
        try (ConfigurableApplicationContext context = program.run(arguments)) {
            Told told =
                    new Told(context.getBean(ApplicationArguments.class), context.getEnvironment());
            requireUnderstood(told, work);
            work.run(told, out);
            return DONE;
        } catch (NotDone | CannotStart e) {
            out.println("没有做成：" + e.getMessage());
        } catch (IOException | UncheckedIOException | SQLException e) {
            out.println("没有做成：" + e);
        } finally {
            out.flush();
        }
        return NOT_DONE;
    }

    private static void requireUnderstood(Told told, Work work) {
        for (String option : told.optionNames()) {
            if (!option.contains(".") && !work.options().contains(option)) {
                throw new NotDone("没有 --%s 这个选项，请核对。".formatted(option));
            }
        }
        for (String option : work.options()) {
            if (told.option(option).filter(String::isBlank).isPresent()) {
                throw new NotDone("--%1$s 后面要写上内容，如 --%1$s=…。".formatted(option));
            }
        }
        if (told.words().size() > 2) {
            throw new NotDone("多了“%s”：只给一个目录。".formatted(told.words().get(2)));
        }
    }
}
