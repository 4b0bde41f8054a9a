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
        SignInBackOff backOff = new SignInBackOff();
        long lookedAt =
                IntStream.range(0, 4_000)
                        .mapToObj(i -> new SignInBackOff.Attempt("name" + i % 40, "10.0.0.1", null))
                        .filter(attempt -> !backOff.attempt(attempt).left().isPositive())
                        .count();
        assertThat(lookedAt).as("a hundred, and three of each name").isBetween(220L, 300L);
    }

    @Test
    void whoFailsAtEveryNameLocksOutNoNeighbour() {
        IntStream.range(0, 150).forEach(i -> client.signIn("name" + i, "wrong"));
        assertThat(service.client().signIn("auditor", Client.PASSWORD).status()).isEqualTo(200);
        Client neighbour = service.client();
        assertThat(neighbour.signIn("director", "mistyped").status()).isEqualTo(401);
        assertThat(neighbour.signIn("director", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoFailsAtANameLocksNobodyOutOfABrowserTheySignedInFrom() {
        Client own = service.client().signIn("drafter");
        own.delete("/api/session");
        guessUntilRefused("drafter");
        assertThat(service.client().signIn("drafter", Client.PASSWORD).status()).isEqualTo(429);
        assertThat(own.signIn("drafter", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aKnownBrowserIsNoWayToGuessWithoutEnd() {
        Client own = service.client().signIn("drafter");
        assertThat(
                        IntStream.range(0, 15)
                                .mapToObj(i -> own.signIn("drafter", "wrong" + i).status()))
                .contains(429);
        assertThat(own.signIn("director", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aBrowserIsKnownForWhoSignedInFromItAndForNobodyElse() {
        Client own = service.client().signIn("drafter");
        own.delete("/api/session");
        guessUntilRefused("director");
        assertThat(own.signIn("director", Client.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aCookieThatWeNeverGaveOutIsNotTakenUp() {
        Client stranger = service.client();
        stranger.keep(KnownBrowsers.COOKIE, "A".repeat(43));
        Client.Answer answer = stranger.signIn("drafter", Client.PASSWORD);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(KnownBrowsers.COOKIE))
                .singleElement()
                .asString()
                .doesNotContain("AAAAAAAA")
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/session", "Max-Age=");
    }

    @Test
    void guessesFromManyPlacesAtOneNameAreSlowedDownTogether() {
        SignInBackOff backOff = new SignInBackOff();
        long lookedAt =
                IntStream.range(0, 200)
                        .mapToObj(i -> new SignInBackOff.Attempt("drafter", "10.0.0." + i, null))
                        .filter(attempt -> !backOff.attempt(attempt).left().isPositive())
                        .count();
        assertThat(lookedAt).isBetween(30L, 40L);
    }

    @Test
    void anAttemptThatCouldNotBeLookedAtCostsNothing() {
        SignInBackOff backOff = new SignInBackOff();
        SignInBackOff.Attempt attempt = new SignInBackOff.Attempt("drafter", "127.0.0.1", null);
        for (int i = 0; i < 1_000; i++) {
            SignInBackOff.Ticket ticket = backOff.attempt(attempt);
            assertThat(ticket.left()).isZero();
            ticket.giveBack();
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
