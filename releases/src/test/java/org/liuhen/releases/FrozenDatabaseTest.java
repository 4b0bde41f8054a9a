package org.liuhen.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.access.Client;
import org.liuhen.database.Dump;
import org.liuhen.database.TestDatabase;
import org.liuhen.standalone.Standalone;
import org.liuhen.verifier.Verify;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Today's programs start on the database of every release, and tell of it what that release told.
 */
class FrozenDatabaseTest {
    /** A sentence may be worded anew; what it says stands in the other fields. */
    private static final Set<String> WORDS = Set.of("summary");

    private final TestDatabase database = TestDatabase.create();

    @TempDir private Path directory;

    static List<Release> releases() {
        return Release.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void itIsMigratedShownMadeAnewAndVerified(Release release) throws Exception {
        Dump.load(release.file("database.zip"), database);
        FileSystemUtils.copyRecursively(release.file("seal"), directory.resolve("seal"));
        try (ConfigurableApplicationContext office = start()) {
            tellsTheSame(release, office);
        }
        try (ConfigurableApplicationContext office = start("--liuhen.views.anew=frozen")) {
            tellsTheSame(release, office);
            isVerified(release);
        }
    }

    private ConfigurableApplicationContext start(String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        database.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.add("--server.port=0");
        settings.add("--liuhen.mode=demonstration");
        settings.add("--liuhen.bcrypt-strength=4");
        settings.add("--liuhen.seal.directory=" + directory.resolve("seal"));
        SpringApplication application = Standalone.application();
        application.setRegisterShutdownHook(false); // the database of the tests is gone by then
        return application.run(settings.toArray(String[]::new));
    }

    private static Client anyone(ConfigurableApplicationContext office) {
        return Client.at(((WebServerApplicationContext) office).getWebServer().getPort());
    }

    private static void tellsTheSame(Release release, ConfigurableApplicationContext office) {
        await().until(() -> anyone(office).get("/actuator/health/readiness").status() == 200);
        Client auditor = anyone(office).signIn("auditor");
        assertThat(Told.items(auditor, "/api/reports?limit=100", "cursor"))
                .extracting(report -> report.path("reportId").asString())
                .containsAll(release.reports());
        for (String report : release.reports()) {
            Told told = Told.of(auditor, report);
            same(
                    release.versions(report),
                    told.versions().stream().map(Told::read).toList(),
                    report);
            same(release.trail(report), told.trail(), report + " trail");
        }
    }

    /** What has happened since, such as to a sample report that now has more of a life, follows. */
    private static void same(List<JsonNode> then, List<JsonNode> now, String where) {
        assertThat(now).as(where).hasSizeGreaterThanOrEqualTo(then.size());
        for (int i = 0; i < then.size(); i++) {
            same(then.get(i), now.get(i), where + " " + (i + 1));
        }
    }

    /** In every field that there was; there may be more now. */
    private static void same(JsonNode then, JsonNode now, String where) {
        if (then.isObject()) {
            then.properties()
                    .forEach(field -> {
                        if (!WORDS.contains(field.getKey())) {
                            same(
                                    field.getValue(),
                                    now.path(field.getKey()),
                                    where + "/" + field.getKey());
                        }
                    });
        } else if (then.isArray()) {
            assertThat(now.size()).as(where).isEqualTo(then.size());
            for (int i = 0; i < then.size(); i++) {
                same(then.get(i), now.path(i), where + "/" + i);
            }
        } else {
            assertThat(now).as(where).isEqualTo(then);
        }
    }

    /** With what was signed then, and as it is now. */
    private void isVerified(Release release) throws Exception {
        Path password =
                Files.writeString(directory.resolve("password"), database.settings().password());
        StringWriter said = new StringWriter();
        await().until(database::isSealed); // what was read above too
        int code =
                Verify.run(
                        new PrintWriter(said),
                        "--jdbc",
                        database.settings().url(),
                        "--user",
                        database.settings().username(),
                        "--password-file",
                        password.toString(),
                        "--policy",
                        release.file("policy.txt").toString(),
                        "--checkpoint",
                        release.file("checkpoint.txt").toString());
        assertThat(code).as(said.toString()).isZero();
    }
}
