package org.liuhen.command;

import org.liuhen.database.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * The command service without its web side, on a real PostgreSQL.
 *
 * <p>Not annotated as a configuration, or whoever scans this package would have it too.
 */
@EnableAutoConfiguration
@Import(CommandConfiguration.class)
public class CommandApplication {

    public static ConfigurableApplicationContext on(TestDatabase database, String... arguments) {
        return builder(database).run(arguments);
    }

    public static ConfigurableApplicationContext on(TestDatabase database, Class<?> more) {
        return builder(database).sources(more).run();
    }

    private static SpringApplicationBuilder builder(TestDatabase database) {
        return new SpringApplicationBuilder(CommandApplication.class)
                .web(WebApplicationType.NONE)
                .properties(database.properties());
    }
}
