package org.liuhen.command.relay;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the record is sent on to: {@code liuhen.relay.*}.
 *
 * @param bootstrapServers Kafka's addresses, such as {@code kafka-1:9092,kafka-2:9092}; without
 *     them nothing is sent
 * @param topic where to
 * @param partitions of the topic, where it is made: how many readers can share the work
 * @param replication of the topic, where it is made; 3 where there are three brokers
 * @param client more settings for the client, such as how it authenticates
 */
@ConfigurationProperties("liuhen.relay")
record RelaySettings(
        String bootstrapServers,
        @DefaultValue("liuhen.events") String topic,
        @DefaultValue("12") int partitions,
        @DefaultValue("1") short replication,
        @DefaultValue Map<String, String> client) {}
