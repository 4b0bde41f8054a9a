package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;

class SignInTest {
    private final Running service = Running.shared();
    private final Client client = service.client();

    @Test
    void aNameNobodyHasCostsAsMuchWorkAsAWrongPassword() {
        List<CharSequence> checked = new ArrayList<>();
        PasswordEncoder counting = new Counting(service.bean(PasswordEncoder.class), checked);
        AuthenticationManager authentication =
                new SecurityConfiguration()
                        .authenticationManager(service.bean(Accounts.class), counting);
        for (String name : List.of("drafter", "nobody", "")) {
            checked.clear();
            assertThatThrownBy(() ->
                            authentication.authenticate(
                                    UsernamePasswordAuthenticationToken.unauthenticated(
                                            name, "wrong")))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(checked).as("checks for <%s>", name).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource
    void aNameOrAPasswordThatNobodyCanHaveCostsAsMuchWork(String name, String password) {
        List<CharSequence> checked = new ArrayList<>();
        PasswordEncoder counting = new Counting(service.bean(PasswordEncoder.class), checked);
        Accounts accounts = service.bean(Accounts.class);
        SignIn signIn =
                new SignIn(
                        new SecurityConfiguration().authenticationManager(accounts, counting),
                        accounts,
                        new SignInBackOff(),
                        service.bean(KnownBrowsers.class));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/session");
        assertThatThrownBy(() -> signIn.check(request, name, password))
                .isInstanceOf(Problem.class)
                .hasMessage("用户名或密码不正确，请核对后重新登录。");
        assertThat(checked).hasSize(1);
    }

    static Stream<Arguments> aNameOrAPasswordThatNobodyCanHaveCostsAsMuchWork() {
        String password = Client.PASSWORD;
        return Stream.of(
                Arguments.of("drafter\u0000", password),
                Arguments.of("\u0000", password),
                Arguments.of("drafter\r\n", password),
                Arguments.of("\u001b[2Jdrafter", password),
                Arguments.of("drafter\u0085", password),
                Arguments.of("\ud800", password),
                Arguments.of("drafter\udc00", password),
                Arguments.of("x".repeat(100_000), password),
                Arguments.of("drafter", "x".repeat(100_000)),
                Arguments.of("drafter", "liuhen-demo\ud800"),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\u0000", "drafter\\u0000", "\\ud800", "drafter\\udc00", "\\ud800\\ud800"})
    void halfACharacterIsTriedLikeAnyName(String name) {
        Client.Answer usual = client.signIn("nobody-of-that-name", "wrong");
        Client.Answer answer =
                client.post(
                        "/api/session", "{\"username\":\"" + name + "\",\"password\":\"wrong\"}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.detail()).isEqualTo(usual.detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"username\":\"drafter\"}",
                "{\"username\":null,\"password\":null}",
                "{\"username\":\"drafter\",\"password\":\"liuhen-demo\",\"remember\":true}",
                "{\"username\":[\"drafter\"],\"password\":\"liuhen-demo\"}",
                "{\"username\":\"drafter\",\"password\":12345678}",
                "[]",
                "",
            })
    void whatIsNoNameAndPasswordIsMalformed(String body) {
        client.get("/api/session");
        Client.Answer answer = client.post("/api/session", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DRAFTER",
                "drafter ",
                " drafter",
                "drafter\u200b",
                "drafter'--",
                "drafter\u0000",
                "d%",
                "",
            })
    void onlyTheNameItselfIsTheName(String name) {
        assertThat(client.signIn(name, Client.PASSWORD).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "liuhen-demo ", "LIUHEN-DEMO", "liuhen-demo\u0000", "liuhen"})
    void onlyThePasswordItselfIsThePassword(String password) {
        assertThat(client.signIn("auditor", password).status()).isEqualTo(401);
        assertThat(client.signIn("auditor", Client.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aPasswordWithoutEndIsJustWrong() {
        assertThat(client.signIn("auditor", "x".repeat(73)).status()).isEqualTo(401);
        assertThat(client.signIn("auditor", "长".repeat(3_000)).status()).isEqualTo(401);
    }

    private record Counting(PasswordEncoder encoder, List<CharSequence> checked)
            implements PasswordEncoder {
        @Override
        public String encode(CharSequence password) {
            return encoder.encode(password);
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            checked.add(password);
            return encoder.matches(password, hash);
        }
    }
}
