package org.liuhen.operations;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.liuhen.access.AccessConfiguration;
import org.liuhen.access.Client;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A program that does nothing but what all of them do. */
final class Sample implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({AccessConfiguration.class, OperationsConfiguration.class})
    static class Main {}

    private Sample(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Sample start(String... settings) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--liuhen.mode=demonstration",
                                "--liuhen.bcrypt-strength=4"));
        TestDatabase.create()
                .properties()
                .forEach((name, value) -> all.add("--" + name + "=" + value));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            all.removeIf(each -> each.startsWith(name));
            all.add(setting);
        }
        SpringApplication application = Program.named("sample", Main.class);
        application.setRegisterShutdownHook(false); // the database of the tests is gone by then
        return new Sample(application.run(all.toArray(String[]::new)));
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** As Prometheus reads them. */
    String metrics() {
        URI address = URI.create("http://127.0.0.1:" + managementPort() + "/actuator/prometheus");
        return Client.at(managementPort()).send(HttpRequest.newBuilder(address).GET()).text();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).stream().toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
