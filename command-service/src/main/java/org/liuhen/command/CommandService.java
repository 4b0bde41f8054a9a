package org.liuhen.command;

import org.liuhen.access.AccessConfiguration;
import org.liuhen.operations.OperationsConfiguration;
import org.liuhen.operations.Program;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The command side as a program of its own: it takes commands, and keeps and seals the record
 *
 * <p>Not annotated as a configuration, or whoever scans this package would have it too.
 */
@EnableAutoConfiguration
@Import({AccessConfiguration.class, OperationsConfiguration.class, CommandConfiguration.class})
public class CommandService {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Yet to be run, with whatever settings. */
    public static SpringApplication application() {
        return Program.named("command-service", CommandService.class);
    }
}
