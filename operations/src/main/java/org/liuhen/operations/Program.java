package org.liuhen.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * A program of Liuhen with the settings that all have in common, and its own. They are read before
 * anything is logged, and whatever an operator sets by any means wins over them. They lie under
 * names of their own: one process may have several programs on its class path.
 */
public final class Program {
    private Program() {}

    /**
     * A program that is yet to be run.
     *
     * @param name of its settings, {@code classpath:program/<name>.properties}
     */
    public static SpringApplication named(String name, Class<?> main) {
        Properties defaults = new Properties();
        read(defaults, "program.properties");
        read(defaults, "program/" + name + ".properties");
        SpringApplication application = new SpringApplication(main);
        application.setDefaultProperties(defaults);
        return application;
    }

    private static void read(Properties into, String file) {
        try {
            PropertiesLoaderUtils.fillProperties(
                    into, new EncodedResource(new ClassPathResource(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
