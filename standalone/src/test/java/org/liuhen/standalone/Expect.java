package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.liuhen.access.Client;

/** What the contract says of every refusal. */
final class Expect {
    private Expect() {}

    /** A problem document with all its parts, in Chinese, with the number the request has. */
    static Client.Answer problem(Client.Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("type").asString()).isNotEmpty();
        assertThat(answer.body().path("title").asString()).containsPattern("\\p{IsHan}");
        assertThat(answer.detail()).containsPattern("\\p{IsHan}");
        assertThat(answer.body().path("requestId").asString())
                .isNotEmpty()
                .isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body().has("errors")).isEqualTo(code.equals("invalid"));
        return answer;
    }

    /** 422 {@code invalid}, with exactly these places to correct. */
    static void invalid(Client.Answer answer, String... paths) {
        problem(answer, 422, "invalid");
        assertThat(answer.body().path("errors").valueStream())
                .allSatisfy(error ->
                        assertThat(error.path("message").asString()).containsPattern("\\p{IsHan}"))
                .extracting(error -> error.path("path").asString())
                .containsExactlyInAnyOrder(paths);
    }

    /** Whatever is tried is refused, and nothing is written. */
    static void nothingWritten(Runnable trying) {
        List<Long> before = Running.shared().recorded();
        trying.run();
        assertThat(Objects.requireNonNull(Running.shared().recorded())).isEqualTo(before);
    }
}
