package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;

class TwoServicesTest {
    @Test
    void bothMayStartAtOnceOnAnEmptyDatabase() {
        TestDatabase database = TestDatabase.create();
        CompletableFuture<Running> first =
                CompletableFuture.supplyAsync(() -> Running.on(database));
        CompletableFuture<Running> second =
                CompletableFuture.supplyAsync(() -> Running.on(database));
        try (Running one = first.join();
                Running other = second.join()) {
            assertThat(one.client().signIn("drafter", Client.PASSWORD).status()).isEqualTo(200);
            assertThat(other.client().signIn("drafter", Client.PASSWORD).status()).isEqualTo(200);
        }
    }
}
