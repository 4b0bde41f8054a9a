package org.liuhen.standalone;

import org.liuhen.access.AccessConfiguration;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.query.QueryConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The whole of Liuhen in one process. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    AccessConfiguration.class,
    CommandConfiguration.class,
    QueryConfiguration.class,
    Screens.class,
    ApiDescription.class,
    Demonstration.class
})
public class Standalone {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(Standalone.class);
        application.addInitializers(new OwnDatabase());
        return application;
    }
}
