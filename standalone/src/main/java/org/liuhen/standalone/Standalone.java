package org.liuhen.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.liuhen.access.AccessConfiguration;
import org.liuhen.command.CommandConfiguration;
import org.liuhen.operations.OperationsConfiguration;
import org.liuhen.operations.Program;
import org.liuhen.query.QueryConfiguration;
import org.liuhen.standalone.backup.Backup;
import org.liuhen.standalone.backup.BackupConfiguration;
import org.liuhen.standalone.backup.Restore;
import org.liuhen.standalone.upgrade.Upgrade;
import org.liuhen.standalone.upkeep.Upkeep;
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
    Screens.class,
    Demonstration.class,
    BackupConfiguration.class
})
public class Standalone {

    /** What it does instead of serving, where its first argument says so. */
    static Upkeep upkeep() {
        return new Upkeep(List.of(new Backup(), new Restore(), new Upgrade()));
    }

    /** Serves; or does the work on its data that the first argument names, and ends. */
    public static void main(String[] arguments) {
        if (upkeep().isAskedFor(arguments)) {
            PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            System.exit(upkeep().run(out, arguments));
        }
        application().run(arguments);
    }

    /** Yet to be run, with whatever settings. */
    public static SpringApplication application() {
        SpringApplication application = Program.named("standalone", Standalone.class);
        application.addInitializers(new OwnDatabase());
        return application;
    }
}
