package org.liuhen.command.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Succession;

/** The files of a log that another begins after, wherever the start of that one was cut short. */
class KeyFileTest {
    private static final String UNTIL = ".until-2026-11-30T02-30-00Z";

    @TempDir private Path directory;
    private SigningKey before;
    private String memory;
    private Succession begun;

    @BeforeEach
    void aLogThatSignedAndTheKeyOfTheNext() throws IOException {
        before = files("log.example").open(false);
        Note last = signed(before, 8);
        files("log.example").remember(last);
        memory = last.toString();
        begun =
                new Succession(
                        files("log.example/2").next(),
                        before.publicKey(),
                        Instant.parse("2026-11-30T02:30:00Z"),
                        "赵立新",
                        "每年更换",
                        8,
                        5,
                        last);
    }

    @Test
    void theKeyOfTheLogThatBeganIsTakenAndWhatWasIsKept() throws IOException {
        take();
        requireAllTaken();
        assertThat(Files.readString(directory.resolve("log.key" + UNTIL))).isEqualTo(before.file());
    }

    @Test
    void aStartThatWasCutShortIsEndedByTheNext() throws IOException {
        String next = read("log.key.next");
        Files.move(directory.resolve("log.key"), directory.resolve("log.key" + UNTIL));
        take();
        requireAllTaken();

        Files.writeString(directory.resolve("log.key.next"), next); // all but the last step
        take();
        requireAllTaken();

        Files.writeString(directory.resolve("log.key.next"), next); // before the memory
        Files.move(
                directory.resolve("last-checkpoint" + UNTIL), directory.resolve("last-checkpoint"));
        take();
        requireAllTaken();
        assertThat(read("log.key" + UNTIL)).as("the first key").isEqualTo(before.file());
    }

    @Test
    void whatTheSuccessorSignedIsNotPutAside() throws IOException {
        take();
        SigningKey now = files("log.example/2").open(true);
        files("log.example/2").remember(signed(now, 9));
        take();
        assertThat(read("last-checkpoint")).isEqualTo(signed(now, 9).toString());
    }

    /** As on another machine, to which the operator brought the new key. */
    @Test
    void whereTheKeyWasBroughtOnlyTheMemoryOfTheLogBeforeIsPutAside() throws IOException {
        Files.move(
                directory.resolve("log.key.next"),
                directory.resolve("log.key"),
                StandardCopyOption.REPLACE_EXISTING);
        take();
        requireAllTaken();
    }

    @Test
    void aKeyThatIsNotTheOneThatBeganIsNotTaken() throws IOException {
        files("log.example/2").next(); // of a start that was refused afterwards
        take();
        assertThat(read("log.key")).isEqualTo(before.file());
        assertThat(read("last-checkpoint")).isEqualTo(memory);
    }

    private void take() throws IOException {
        files("log.example/2").take(begun);
    }

    private void requireAllTaken() throws IOException {
        assertThat(files("log.example/2").open(true).publicKey()).isEqualTo(begun.log());
        assertThat(read("last-checkpoint" + UNTIL)).isEqualTo(memory);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .contains("log.key")
                    .doesNotContain("last-checkpoint", "log.key.next");
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private KeyFile files(String origin) {
        return new KeyFile(new SealSettings(directory, origin, null, null));
    }

    private static Note signed(SigningKey by, long size) {
        String head = new Checkpoint(by.publicKey().name(), size, Hash.OF_NOTHING).toString();
        return new Note(head, List.of(by.sign(head, Instant.EPOCH)));
    }
}
