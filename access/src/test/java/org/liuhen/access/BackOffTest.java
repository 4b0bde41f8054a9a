package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;

class BackOffTest {
    private final Running service = Running.on(TestDatabase.create());
    private final Client client = service.client();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void whoKnowsThePasswordMaySignInAsOftenAsTheyLike() {
        assertThat(IntStream.range(0, 150))
                .allSatisfy(_ ->
                        assertThat(client.signIn("drafter", Client.PASSWORD).status())
                                .isEqualTo(200));
    }

    @Test
    void aFewFailuresDoNotKeepOutWhoRemembersThePassword() {
        IntStream.range(0, 5).forEach(_ -> client.signIn("drafter", "wrong"));
        assertThat(client.signIn("drafter", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void guessingAtOneNameIsSlowedDownAndOthersMayStillSignIn() {
        Client.Answer refused = guessUntilRefused("drafter");
        assertThat(refused.code()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 5);
        assertThat(client.signIn("drafter", Client.PASSWORD).status()).isEqualTo(429);
        assertThat(client.signIn("director", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aNameNobodyHasIsTreatedLikeAnyOther() {
        assertThat(guessUntilRefused("nobody").text().replaceAll("\"requestId.*", ""))
                .isEqualTo(guessUntilRefused("drafter").text().replaceAll("\"requestId.*", ""));
    }

    @Test
    void guessingAtManyNamesIsSlowedDownToo() {
        assertThat(
                        IntStream.range(0, 200)
                                .mapToObj(i -> client.signIn("name" + i, "wrong").status()))
                .contains(429);
    }

    @Test
    void anAttemptThatCouldNotBeLookedAtCostsNothing() {
        SignInBackOff backOff = new SignInBackOff();
        for (int i = 0; i < 1_000; i++) {
            assertThat(backOff.attempt("drafter", "127.0.0.1")).isZero();
            backOff.unjudged("drafter", "127.0.0.1");
        }
    }

    private Client.Answer guessUntilRefused(String name) {
        return IntStream.range(0, 30)
                .mapToObj(i -> client.signIn(name, "wrong" + i))
                .dropWhile(answer -> answer.status() == 401)
                .findFirst()
                .orElseThrow();
    }
}
