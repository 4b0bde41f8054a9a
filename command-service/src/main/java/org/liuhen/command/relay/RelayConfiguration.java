package org.liuhen.command.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.liuhen.database.Schema;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay, where it is told which Kafka to send to. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("liuhen.relay.bootstrap-servers")
@EnableConfigurationProperties(RelaySettings.class)
class RelayConfiguration {

    @Bean
    Schema relaySchema() {
        return new Schema("relay");
    }

    @Bean
    RelayPosition relayPosition(JdbcClient database, RelaySettings settings) {
        return new RelayPosition(database, settings.topic());
    }

    @Bean(destroyMethod = "close")
    Outlet relayOutlet(RelaySettings settings) {
        return new Outlet(settings);
    }

    @Bean
    Relay relay(
            DataSource source,
            JdbcClient database,
            PlatformTransactionManager transactions,
            RelayPosition position,
            Outlet outlet) {
        return new Relay(
                database,
                new TransactionTemplate(transactions),
                new Turn(source),
                position,
                outlet);
    }

    /** Woken after the commit of whatever this process writes. */
    @Bean
    RelayLoop relayLoop(Relay relay, EventBus events) {
        RelayLoop loop = new RelayLoop(relay);
        events.subscribe(_ ->
                CurrentUnitOfWork.ifStarted(batch -> batch.root().afterCommit(_ -> loop.wake())));
        return loop;
    }

    @Bean
    RelayHealth relayHealthIndicator(RelayLoop loop, RelayPosition position) {
        return new RelayHealth(loop, position);
    }

    @Bean
    MeterBinder relayBacklog(RelayPosition position) {
        return meters -> {
            Gauge.builder("liuhen.relay.backlog", position, p -> p.backlog().events())
                    .description("events written and not yet sent on")
                    .baseUnit("events")
                    .register(meters);
            Gauge.builder("liuhen.relay.lag", position, p -> p.backlog().seconds(Instant.now()))
                    .description("how long the first of them has waited")
                    .baseUnit("seconds")
                    .register(meters);
        };
    }
}
