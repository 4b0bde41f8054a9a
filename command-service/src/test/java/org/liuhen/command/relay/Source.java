package org.liuhen.command.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.liuhen.database.TestDatabase;
import org.springframework.util.FileSystemUtils;

/**
 * Where the readers under test get their events: the event store, or, with {@code
 * -Dliuhen.test.source=kafka}, a real broker that the relay sends to. The same tests hold for both.
 */
public final class Source {
    private Source() {}

    public static boolean isKafka() {
        return "kafka".equals(System.getProperty("liuhen.test.source"));
    }

    /** What an application on this database is to be told. */
    public static Map<String, Object> settings(TestDatabase database) {
        return isKafka() ? kafka(database) : Map.of();
    }

    /** The same for Kafka whatever was asked for: a topic for each database. */
    public static Map<String, Object> kafka(TestDatabase database) {
        String topic = database.settings().url().replaceAll(".*/|\\?.*", "");
        return Map.of(
                "liuhen.relay.bootstrap-servers",
                broker(),
                "liuhen.relay.topic",
                topic,
                "liuhen.relay.partitions",
                4,
                "liuhen.feed.bootstrap-servers",
                broker(),
                "liuhen.feed.topic",
                topic);
    }

    /** The address of the broker that tests share. */
    static String broker() {
        return Shared.BROKER.address();
    }

    private static final class Shared {
        static final Broker BROKER = start();

        private static Broker start() {
            try {
                Path directory = Files.createTempDirectory("liuhen-kafka");
                Broker broker = Broker.in(directory);
                Runtime.getRuntime()
                        .addShutdownHook(
                                Thread.ofPlatform()
                                        .unstarted(() -> {
                                            broker.close();
                                            delete(directory);
                                        }));
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try {
                FileSystemUtils.deleteRecursively(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
