package org.liuhen.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.liuhen.access.Storage;
import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a database of our own where no other is set: with {@code liuhen.database.url}, {@code
 * username} and {@code password} an existing PostgreSQL is used instead.
 */
class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String SETTINGS = "own database";

    /** Long enough for whatever passes; whoever waits for an answer is told so meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where this application keeps its data, for people to read. */
    static String place(ConfigurableEnvironment environment) {
        return environment.getPropertySources().contains(SETTINGS)
                ? directory(environment).toAbsolutePath().normalize().toString()
                : environment.getRequiredProperty("liuhen.database.url").split("\\?", 2)[0];
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty("liuhen.database.url")) {
            return;
        }
        EmbeddedDatabase database = EmbeddedDatabase.open(settings(environment));
        database.keepRunning(
                environment.getProperty("liuhen.database.patience", Duration.class, PATIENCE),
                new GoneForGood(context));
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        // Registered first, it is closed last: when nobody needs it any more.
        beans.registerDisposableBean("ownDatabase", database::close);
        beans.registerSingleton("storage", (Storage) database::isOutOfSpace);
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                SETTINGS,
                                Map.of(
                                        "liuhen.database.url", database.url(),
                                        "liuhen.database.username", database.username(),
                                        "liuhen.database.password", database.password())));
    }

    private static EmbeddedSettings settings(ConfigurableEnvironment environment) {
        int port =
                environment.getProperty(
                        "liuhen.database.port", Integer.class, EmbeddedSettings.DEFAULT_PORT);
        String backup = environment.getProperty("liuhen.backup.directory", "");
        return EmbeddedSettings.in(directory(environment))
                .withPort(port)
                .withBackup(backup.isBlank() ? null : Path.of(backup));
    }

    private static Path directory(ConfigurableEnvironment environment) {
        return Path.of(environment.getProperty("liuhen.data-directory", "data"));
    }
}
