package org.liuhen.access;

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

/** Signing in and out, on either service: {@code /api/session}. */
@RestController
final class SessionController {
    record Credentials(@Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    record Answer(@Nullable User user) {}

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
    private final Journal journal;

    SessionController(
            SignIn signIn, SessionAccount sessions, CsrfTokenRepository tokens, Journal journal) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.journal = journal;
    }

    @GetMapping("/api/session")
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
    Answer signIn(
            @RequestBody Credentials credentials,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (credentials.username() == null || credentials.password() == null) {
            throw Problem.of(ProblemCode.MALFORMED, "请填写用户名（username）和密码（password）后登录。");
        }
        Person person = signIn.check(request, credentials.username(), credentials.password());
        end(request);
        sessions.saveContext(new SecurityContextImpl(new SignedIn(person)), request, response);
        renewToken(request, response);
        journal.signedIn(request, person);
        return answer(Optional.of(person));
    }

    @DeleteMapping("/api/session")
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
