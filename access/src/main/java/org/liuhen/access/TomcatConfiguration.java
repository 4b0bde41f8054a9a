package org.liuhen.access;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The container itself, where it would read or say something before we do. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> container(
            Problems problems, AccessSettings settings) {
        return factory -> {
            if (!settings.proxies().isEmpty()) {
                factory.addEngineValves(NamedProxies.of(settings.proxies()));
            }
            factory.addConnectorCustomizers(TomcatConfiguration::leaveBodies);
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ContainerProblems.class.getName());
                    host.getPipeline().addValve(new ContainerProblems(problems));
                }
            });
        };
    }

    /** Looking for a parameter never consumes a body: there are no forms here. */
    private static void leaveBodies(Connector connector) {
        connector.setParseBodyMethods("");
    }
}
