package org.liuhen.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.liuhen.access.Client;
import org.liuhen.command.relay.Source;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application on a real Tomcat and a real PostgreSQL: one for all who only use it. */
final class Running implements AutoCloseable {
    private static final int FIRST_YEAR = 2000;
    private static final Set<Integer> TAKEN = Set.of(2020, 2021, 2022, 2023);
    private static final int LAST_YEAR = 2100;

    private final TestDatabase database = TestDatabase.create();
    private final ConfigurableApplicationContext context;
    private final Map<String, Client> people = new ConcurrentHashMap<>();
    private final AtomicInteger years = new AtomicInteger(FIRST_YEAR);

    /** One of its own, whose record may be spoilt. */
    Running(Witnesses witnesses) {
        this(witnesses, List.of());
    }

    /** One that has more to it. */
    Running(Witnesses witnesses, List<Class<?>> more, String... moreSettings) {
        Map<String, Object> settings = new HashMap<>(database.properties());
        settings.putAll(Source.settings(database));
        settings.put("server.port", 0);
        settings.put("liuhen.mode", "demonstration");
        settings.put("liuhen.bcrypt-strength", 4);
        settings.put("liuhen.journal.singly", 100_000); // all come from one address here
        settings.put("liuhen.seal.policy", witnesses.policy());
        SpringApplication application = Standalone.application();
        application.addPrimarySources(more);
        application.setRegisterShutdownHook(false); // the database of the tests is gone by then
        context =
                application.run(
                        Stream.concat(
                                        settings.entrySet().stream()
                                                .map(each ->
                                                        "--"
                                                                + each.getKey()
                                                                + "="
                                                                + each.getValue()),
                                        Stream.of(moreSettings))
                                .toArray(String[]::new));
    }

    static Running shared() {
        return Shared.RUNNING;
    }

    /** Nobody yet. */
    Client client() {
        return Client.at(port());
    }

    /** One of the demonstration's people, signed in once. */
    Client as(String username) {
        return people.computeIfAbsent(username, name -> client().signIn(name));
    }

    /** While the account of somebody is disabled. */
    void disable(String username, Runnable meanwhile) {
        String sql = "UPDATE access.account SET enabled = ? WHERE username = ?";
        database.asOwner().sql(sql).params(false, username).update();
        try {
            meanwhile.run();
        } finally {
            database.asOwner().sql(sql).params(true, username).update();
            people.remove(username); // their session is over
        }
    }

    /** While somebody does not have a role of theirs. */
    void revoke(String username, Role role, Runnable meanwhile) {
        String who = " (SELECT id FROM access.account WHERE username = ?)";
        database.asOwner()
                .sql("DELETE FROM access.account_role WHERE role = ? AND account_id =" + who)
                .params(role.name(), username)
                .update();
        people.remove(username); // their session is over
        try {
            meanwhile.run();
        } finally {
            database.asOwner()
                    .sql(
                            "INSERT INTO access.account_role (role, account_id) SELECT ?, id FROM"
                                    + who)
                    .params(role.name(), username)
                    .update();
            people.remove(username);
        }
    }

    int port() {
        WebServerApplicationContext web = (WebServerApplicationContext) context;
        return web.getWebServer() == null ? 0 : web.getWebServer().getPort();
    }

    /** A year no other test has a report of. */
    int year() {
        int year;
        do {
            year = years.getAndIncrement();
        } while (TAKEN.contains(year));
        if (year > LAST_YEAR) {
            throw new AssertionError("the tests have opened a report of every year there is");
        }
        return year;
    }

    /** Everything that was ever recorded: events, and the answers to idempotency keys. */
    List<Long> recorded() {
        return List.of(count("record.event"), count("record.receipt"));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    TestDatabase database() {
        return database;
    }

    /** Where the log keeps its key and what it signed last. */
    Path sealDirectory() {
        return Path.of(String.valueOf(database.properties().get("liuhen.data-directory")))
                .resolve("seal");
    }

    @Override
    public void close() {
        context.close();
    }

    /** How many entries the journal has. */
    long journaled() {
        return count("access.journal");
    }

    /** What the journal says of the request with this answer: code, report and person. */
    List<String> journal(Client.Answer answer) {
        return database.asOwner()
                .sql(
                        """
                        SELECT concat_ws(' ', code, report_id, person_name) FROM access.journal
                        WHERE request_id = ?::uuid ORDER BY id\
                        """)
                .param(answer.header("X-Request-Id"))
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return database.asOwner().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).stream().toList();
    }

    private static final class Shared {
        static final Running RUNNING = new Running(Witnesses.shared());
    }
}
