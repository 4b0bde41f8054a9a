package org.liuhen.command;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.database.DatabaseConfiguration;
import org.liuhen.workflow.ReportCommand;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.HttpMethod;

/** The command service: everything from a request to the record. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(DatabaseConfiguration.class)
@PropertySource("classpath:command-service.properties")
public class CommandConfiguration {
    @Bean
    EndpointRules commandRules() {
        return EndpointRules.of(
                commanding(HttpMethod.POST, ""),
                commanding(HttpMethod.POST, "/{r}/forward"),
                commanding(HttpMethod.PUT, "/{r}/sections/{s}"),
                commanding(HttpMethod.POST, "/{r}/sections/{s}/submit"),
                commanding(HttpMethod.POST, "/{r}/sections/{s}/withdraw"),
                commanding(HttpMethod.PUT, "/{r}/sections/{s}/return-items/{n}/reply"),
                commanding(HttpMethod.POST, "/{r}/sections/{s}/approve"),
                commanding(HttpMethod.POST, "/{r}/sections/{s}/return"),
                commanding(HttpMethod.PUT, "/{r}/indicators/{i}/actual"),
                commanding(HttpMethod.POST, "/{r}/indicators/{i}/revisions"),
                commanding(HttpMethod.POST, "/{r}/indicators/{i}/revisions/{v}/approve"),
                commanding(HttpMethod.POST, "/{r}/indicators/{i}/revisions/{v}/reject"),
                commanding(HttpMethod.POST, "/{r}/indicators/{i}/revisions/{v}/withdraw"),
                commanding(HttpMethod.PUT, "/{r}/line-items/{l}"));
    }

    /** Who may give which command when, the rules of the report decide (Mandate, Visibility). */
    private static EndpointRule commanding(HttpMethod method, String path) {
        return new EndpointRule(method, "/api/reports" + path, Access.SIGNED_IN);
    }

    @Bean
    CommandGateway commandGateway(
            CommandBus bus,
            @Qualifier("commandRetries") ScheduledExecutorService executor,
            MeterRegistry meters) {
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .retryScheduler(new SecondAppends(executor, meters))
                .build();
    }

    @Bean
    CommandTargetResolver reportOfCommand() {
        return message ->
                new VersionedAggregateIdentifier(
                        (Object) ((ReportCommand) message.getPayload()).reportId(), null);
    }
}
