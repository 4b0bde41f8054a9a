package org.liuhen.operations;

import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.StartRefused;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;

/** What operators see of a program, on the management port and nowhere else. */
@Configuration(proxyBeanMethods = false)
@Import(Tracing.class)
public class OperationsConfiguration {

    @Bean
    EndpointRules managementRules() {
        return EndpointRules.of(
                watching("/health"),
                watching("/health/{*path}"),
                watching("/metrics"),
                watching("/metrics/{requiredMetricName}"),
                watching("/prometheus"));
    }

    private static EndpointRule watching(String path) {
        return new EndpointRule(HttpMethod.GET, "/actuator" + path, Access.OPERATORS);
    }

    /** On one port, whoever may ask for a report could also see into the process. */
    @Bean
    static BeanFactoryPostProcessor portsOfTheirOwn(Environment environment) {
        return _ -> {
            if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
                throw new StartRefused(
                        "运维端口与服务端口相同，运维信息会对所有人公开。",
                        "请把 management.server.port 改为另一个端口（不需要运维端口时设为 -1）后再启动。");
            }
        };
    }
}
