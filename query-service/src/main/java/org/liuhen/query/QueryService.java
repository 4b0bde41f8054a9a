package org.liuhen.query;

import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.SimpleEventBus;
import org.liuhen.access.AccessConfiguration;
import org.liuhen.access.StartRefused;
import org.liuhen.operations.OperationsConfiguration;
import org.liuhen.operations.Program;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The query side as a program of its own: it reads the events from Kafka and answers questions
 *
 * <p>Not annotated as a configuration, or whoever scans this package would have it too.
 */
@EnableAutoConfiguration
@Import({AccessConfiguration.class, OperationsConfiguration.class, QueryConfiguration.class})
public class QueryService {
    private static final String FEED = "liuhen.feed.bootstrap-servers";

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Yet to be run, with whatever settings. */
    public static SpringApplication application() {
        return Program.named("query-service", QueryService.class);
    }

    /**
     * There is no record here. Without a bus of ours the framework would make an event store of its
     * own in this database, and the readers would wait at it for ever.
     */
    @Bean
    EventBus noRecordHere(Environment environment) {
        if (environment.getProperty(FEED, "").isBlank()) {
            throw new StartRefused(
                    "没有配置从哪里读取事件：查询服务单独运行时须从 Kafka 读取。",
                    "请设置 " + FEED + "（与命令服务的 liuhen.relay.bootstrap-servers 指向同一个 Kafka）后再启动。");
        }
        return SimpleEventBus.builder().build();
    }
}
