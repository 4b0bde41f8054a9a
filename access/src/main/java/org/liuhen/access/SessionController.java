package org.liuhen.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Signing in and out, on either service: {@code /api/session}. */
@RestController
@Tag(name = "会话", description = "登录、查看登录状态、退出")
final class SessionController {
    record Credentials(
            @Schema(description = "用户名", example = "drafter")
                    @JsonDeserialize(using = AnyText.class)
                    @Nullable String username,
            @Schema(description = "密码", example = "liuhen-demo")
                    @JsonDeserialize(using = AnyText.class)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    /** What nobody can be called is tried as any name is, and not refused for less work. */
    static final class AnyText extends StringDeserializer {}

    @Schema(name = "Session", description = "登录状态；没有登录时 user 为 null")
    record Answer(@Nullable User user) {}

    @Schema(name = "User", description = "登录的人，及其现在的单位、职务和角色")
    record User(String id, String name, Organisation organisation, String post, List<Role> roles) {
        User(Person person) {
            this(
                    person.id(),
                    person.name(),
                    person.organisation(),
                    person.post(),
                    person.roles().stream().sorted().toList());
        }
    }

    private final SignIn signIn;
    private final SessionAccount sessions;
    private final CsrfTokenRepository tokens;
    private final KnownBrowsers browsers;
    private final Journal journal;

    SessionController(
            SignIn signIn,
            SessionAccount sessions,
            CsrfTokenRepository tokens,
            KnownBrowsers browsers,
            Journal journal) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.browsers = browsers;
        this.journal = journal;
    }

    @GetMapping("/api/session")
    @Operation(summary = "查看登录状态", description = "不登录也可以查看；答复中的 Cookie XSRF-TOKEN 供此后除 GET 外的请求使用。")
    Answer session(HttpServletRequest request, HttpServletResponse response) {
        CsrfToken token = tokens.loadToken(request);
        if (token != null) {
            tokens.saveToken(
                    token, request,
                    response); // who comes without one has been given it by the filter
        }
        return answer(SignedIn.person());
    }

    @PostMapping("/api/session")
    @Operation(summary = "登录", description = "用户名或密码不正确的答复401；失败次数过多的答复429，须稍候再试。")
    Answer signIn(
            @RequestBody Credentials credentials,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (credentials.username() == null || credentials.password() == null) {
            throw Problem.of(ProblemCode.MALFORMED, "请填写用户名（username）和密码（password）后登录。");
        }
        SignedIn signedIn = signIn.check(request, credentials.username(), credentials.password());
        end(request);
        sessions.saveContext(new SecurityContextImpl(signedIn), request, response);
        renewToken(request, response);
        browsers.remember(signedIn.holder().account(), request, response);
        journal.signedIn(request, signedIn.who());
        return answer(Optional.of(signedIn.who()));
    }

    @DeleteMapping("/api/session")
    @Operation(summary = "退出", description = "会话在各处立即失效。")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        SignedIn.person().ifPresent(person -> journal.signedOut(request, person));
        end(request);
        renewToken(request, response);
    }

    /** A session never outlives the person it was made for, and nobody inherits one. */
    private static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private void renewToken(HttpServletRequest request, HttpServletResponse response) {
        tokens.saveToken(tokens.generateToken(request), request, response);
    }

    private static Answer answer(Optional<Person> person) {
        return new Answer(person.map(User::new).orElse(null));
    }
}
