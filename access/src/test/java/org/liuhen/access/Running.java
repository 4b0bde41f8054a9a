package org.liuhen.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The {@link SampleService} on a real Tomcat and a real PostgreSQL. */
final class Running implements AutoCloseable {
    private final TestDatabase database;
    private final ConfigurableApplicationContext context;

    private Running(TestDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** The one that most tests share. */
    static Running shared() {
        return Shared.RUNNING;
    }

    static Running on(TestDatabase database, String... settings) {
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.put("server.port", 0);
        properties.put("liuhen.mode", "demonstration");
        properties.put("liuhen.bcrypt-strength", 4);
        properties.put("liuhen.journal.singly", 100_000); // all come from one address here
        String[] arguments = Arrays.stream(settings).map("--"::concat).toArray(String[]::new);
        return new Running(
                database,
                new SpringApplicationBuilder(SampleService.class)
                        .properties(properties)
                        .run(arguments));
    }

    Client client() {
        return Client.at(port());
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).stream().toList();
    }

    JdbcClient database() {
        return database.asOwner();
    }

    String databaseName() {
        return database().sql("SELECT current_database()").query(String.class).single();
    }

    /** As the role that the service works as. */
    JdbcClient application() {
        return JdbcClient.create(bean(DataSource.class));
    }

    /** What the journal says of the request with this answer. */
    List<Map<String, Object>> journal(Client.Answer answer) {
        return journal(new RequestId(UUID.fromString(answer.header(RequestId.HEADER))));
    }

    List<Map<String, Object>> journal(RequestId request) {
        return database()
                .sql("SELECT * FROM access.journal WHERE request_id = ? ORDER BY id")
                .param(request.value())
                .query()
                .listOfRows();
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {
        static final Running RUNNING = on(TestDatabase.create());
    }
}
