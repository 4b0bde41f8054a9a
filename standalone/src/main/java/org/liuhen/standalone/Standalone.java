package org.liuhen.standalone;

import org.liuhen.access.AccessConfiguration;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.operations.OperationsConfiguration;
import org.liuhen.operations.Program;
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
    OperationsConfiguration.class,
    CommandConfiguration.class,
    QueryConfiguration.class,
    Demonstration.class
})
public class Standalone {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Yet to be run, with whatever settings. */
    public static SpringApplication application() {
        SpringApplication application = Program.named("standalone", Standalone.class);
        application.addInitializers(new OwnDatabase());
        return application;
    }
}
