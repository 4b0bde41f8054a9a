package org.liuhen.topology;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.liuhen.access.Client;

/** All parts as a site has them: two databases, Kafka, two of each service, and nginx in front. */
final class Installation implements AutoCloseable {
    static final Duration LONGEST_OUTAGE = Duration.ofMinutes(3);
    static final String TOPIC = "liuhen.events";
    static final int PARTITIONS = 4;

    private final Path directory;
    private final Database record;
    private final Database view;
    private final Kafka kafka;
    private final List<Service> commands;
    private final List<Service> queries;
    private final Edge edge;

    private Installation(Path directory) {
        this.directory = directory;
        Path binaries = directory.resolve("binaries");
        record = new Database(Part.Kind.COMMAND_DATABASE, directory.resolve("record"), binaries);
        view = new Database(Part.Kind.QUERY_DATABASE, directory.resolve("view"), binaries);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
        record.start();
        view.start();
        kafka = new Kafka(directory.resolve("kafka"));
        commands = IntStream.of(1, 2).mapToObj(this::command).toList();
        queries =
                IntStream.of(1, 2)
                        .mapToObj(n -> query("query-" + n, view.settings("liuhen.database.")))
                        .toList();
        edge = new Edge(directory, commands, queries);
    }

    /** A new one; everything it keeps and says is in that directory. */
    static Installation in(Path directory) {
        Installation all = new Installation(directory);
        all.services().forEach(Part::start);
        all.edge.start();
        all.services().forEach(Installation::awaitWorks);
        awaitWorks(all.edge);
        return all;
    }

    /** The log's key is one for both. */
    private Service command(int number) {
        Map<String, Object> settings = new HashMap<>(record.settings("liuhen.database."));
        settings.put("liuhen.data-directory", directory.resolve("command"));
        settings.put("liuhen.relay.bootstrap-servers", kafka.address());
        settings.put("liuhen.relay.partitions", PARTITIONS);
        return Service.of(
                Part.Kind.COMMAND_SERVICE,
                "command-service",
                "command-" + number,
                directory,
                settings);
    }

    private Service query(String name, Map<String, Object> database) {
        Map<String, Object> settings = new HashMap<>(database);
        settings.putAll(record.settings("liuhen.accounts.database."));
        settings.put("liuhen.feed.bootstrap-servers", kafka.address());
        settings.put("liuhen.query.node", name);
        return Service.of(Part.Kind.QUERY_SERVICE, "query-service", name, directory, settings);
    }

    /** A further query side with an empty database, which reads everything from the beginning. */
    Service rebuilt(String database) {
        Service service = query(database, view.another(database));
        service.start();
        awaitWorks(service);
        return service;
    }

    static void awaitWorks(Part part) {
        await().atMost(LONGEST_OUTAGE).pollInterval(Duration.ofMillis(100)).until(part::works);
    }

    /** Everything that may die. */
    List<Part> parts() {
        return Stream.concat(services().stream(), Stream.of(kafka, record, view, edge)).toList();
    }

    List<Service> services() {
        return Stream.concat(commands.stream(), queries.stream()).toList();
    }

    Path directory() {
        return directory;
    }

    Database record() {
        return record;
    }

    Database view() {
        return view;
    }

    String kafka() {
        return kafka.address();
    }

    /** Nobody yet, at the edge. */
    Client client() {
        return Client.at(edge.port());
    }

    @Override
    public void close() {
        Stream.of(edge, kafka).filter(part -> part != null).forEach(Part::close);
        if (commands != null && queries != null) {
            services().forEach(Part::close);
        }
        record.close();
        view.close();
    }
}
