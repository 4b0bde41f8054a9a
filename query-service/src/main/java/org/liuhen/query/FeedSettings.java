package org.liuhen.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the events come from: {@code liuhen.feed.*}.
 *
 * @param bootstrapServers Kafka's addresses, such as {@code kafka-1:9092,kafka-2:9092}; without
 *     them the event store of the same process is read
 * @param topic what the relay sends to
 * @param segments into how many parts the reports are divided, so that several instances share
 *     them; fixed by the first start
 * @param client more settings for the client, such as how it authenticates
 */
@ConfigurationProperties("liuhen.feed")
public record FeedSettings(
        @Nullable String bootstrapServers,
        @DefaultValue("liuhen.events") String topic,
        @DefaultValue("4") int segments,
        @DefaultValue Map<String, String> client) {

    /** Whether events come from Kafka, and not from the event store of this process. */
    public boolean isKafka() {
        return bootstrapServers != null && !bootstrapServers.isBlank();
    }
}
