package org.liuhen.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
    private static final int MANY = 300;

    @Test
    void noneIsGivenTwiceInThisJvmOrInAnother() throws IOException {
        Process other = new ProcessBuilder(OtherJvm.running(FreePortTest.class.getName())).start();
        try {
            String theirs = other.inputReader().readLine(); // it goes on until it is ended
            Set<Integer> given =
                    Arrays.stream(theirs.split(" "))
                            .map(Integer::valueOf)
                            .collect(Collectors.toSet());
            assertThat(given).hasSize(MANY);
            IntStream.range(0, MANY)
                    .map(_ -> FreePort.next())
                    .forEach(port -> assertThat(given.add(port)).as("port %s", port).isTrue());
        } finally {
            other.destroy();
        }
    }

    /** The other JVM. */
    public static void main(String[] none) throws InterruptedException {
        System.out.println(
                IntStream.range(0, MANY)
                        .mapToObj(_ -> Integer.toString(FreePort.next()))
                        .collect(Collectors.joining(" ")));
        Thread.currentThread().join();
    }
}
