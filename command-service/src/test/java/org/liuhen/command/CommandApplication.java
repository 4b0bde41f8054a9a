package org.liuhen.command;

import org.liuhen.database.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The command service without its web side, on a real PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandConfiguration.class)
class CommandApplication {

    static ConfigurableApplicationContext on(TestDatabase database, String... arguments) {
        SpringApplicationBuilder builder =
                new SpringApplicationBuilder(CommandApplication.class).web(WebApplicationType.NONE);
        builder.properties(database.properties());
        return builder.run(arguments);
    }
}
