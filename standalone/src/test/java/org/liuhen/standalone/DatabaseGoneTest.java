package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.database.FreePort;
import org.liuhen.standalone.database.CannotStart;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

/** Where the database that came along cannot be started again, the process says so and ends. */
class DatabaseGoneTest {
    @Test
    void theProcessEndsWithASentenceForWhateverSupervisesIt(@TempDir Path directory)
            throws Exception {
        int port = FreePort.next();
        int databasePort = FreePort.next();
        String[] settings = {
            "--liuhen.mode=demonstration",
            "--liuhen.bcrypt-strength=4",
            "--liuhen.database.patience=2s"
        };
        try (Started liuhen = Started.in(directory, port, databasePort, settings).untilReady()) {
            Path file = directory.resolve("postgres").resolve("postgresql.conf");
            String right = Files.readString(file);
            Files.writeString(file, "nonsense = 1\n", StandardOpenOption.APPEND);
            liuhen.killServer();
            assertThat(liuhen.untilItGivesUp()).contains("数据库已终止并且不能重新启动", "nonsense");
            assertThat(liuhen.exit()).isEqualTo(GoneForGood.EXIT);
            Files.writeString(file, right);
        }
        try (Started anew = Started.in(directory, port, databasePort, settings)) {
            anew.untilReady();
        }
    }

    @Test
    void itIsAliveNoMore() {
        Running office = Running.shared();
        AtomicInteger ended = new AtomicInteger();
        try {
            assertThat(liveness(office)).isEqualTo(200);
            CannotStart why =
                    catchThrowableOfType(
                            CannotStart.class, () -> EmbeddedSettings.defaults().withPort(70_000));
            new GoneForGood(office.context(), ended::set).accept(why);
            assertThat(ended.get()).isEqualTo(GoneForGood.EXIT);
            assertThat(liveness(office)).isEqualTo(503);
        } finally {
            AvailabilityChangeEvent.publish(office.context(), LivenessState.CORRECT);
        }
    }

    private static int liveness(Running office) {
        return office.client().get("/actuator/health/liveness").status();
    }
}
