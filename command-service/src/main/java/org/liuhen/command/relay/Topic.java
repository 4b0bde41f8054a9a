package org.liuhen.command.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topic the record is sent to: kept for ever, because readers are made anew from it. */
final class Topic {
    /** The longest body a client may send, and what is stored beside it. */
    static final int LONGEST_RECORD = 12 << 20;

    private static final int PATIENCE_SECONDS = 10;
    private static final Map<String, String> KEPT_FOR_EVER =
            Map.of(
                    "cleanup.policy", "delete",
                    "retention.ms", "-1",
                    "retention.bytes", "-1");
    private static final String LONGEST = "max.message.bytes";
    private static final String COPIES = "min.insync.replicas";

    /** Copies from which on one broker may fail without what it acknowledged being lost. */
    private static final int SAFE = 3;

    private final RelaySettings settings;

    Topic(RelaySettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the topic where it is not there, and looks at its settings where it is.
     *
     * @return what is wrong with it, one sentence a setting; empty where all is well
     * @throws RelayFailed where Kafka cannot be asked
     */
    List<String> prepare(Admin admin) {
        try {
            make(admin);
            return check(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayFailed("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new RelayFailed("topic %s: %s".formatted(settings.topic(), e.getMessage()), e);
        }
    }

    private void make(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, String> wanted = new LinkedHashMap<>(KEPT_FOR_EVER);
        wanted.put(LONGEST, Integer.toString(LONGEST_RECORD));
        if (settings.replication() >= SAFE) {
            wanted.put(COPIES, "2");
        }
        NewTopic topic =
                new NewTopic(settings.topic(), settings.partitions(), settings.replication())
                        .configs(wanted);
        try {
            admin.createTopics(Set.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private List<String> check(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        Config found =
                admin.describeConfigs(Set.of(topic))
                        .all()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .get(topic);
        List<String> wrong = new ArrayList<>();
        KEPT_FOR_EVER.forEach((name, wanted) -> {
            String is = found == null ? "" : found.get(name).value();
            if (!wanted.equals(is)) {
                wrong.add("%s 是 %s，须为 %s".formatted(name, is, wanted));
            }
        });
        long longest = number(found, LONGEST);
        if (longest < LONGEST_RECORD) {
            wrong.add("%s 是 %d，须至少为 %d".formatted(LONGEST, longest, LONGEST_RECORD));
        }
        if (settings.replication() >= SAFE && number(found, COPIES) < 2) {
            wrong.add("%s 是 %d，须至少为 2".formatted(COPIES, number(found, COPIES)));
        }
        return wrong;
    }

    private static long number(@Nullable Config found, String name) {
        return found == null ? 0 : Long.parseLong(found.get(name).value());
    }
}
