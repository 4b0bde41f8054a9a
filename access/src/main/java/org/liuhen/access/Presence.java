package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.liuhen.workflow.Person;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;

/**
 * Looks whether somebody is signed in without using their session: nobody's half hour begins anew
 * because a screen was left alone with itself.
 */
public final class Presence {
    private final CookieSerializer cookie;
    private final SessionRepository<?> sessions;
    private final Accounts accounts;
    private final Duration longest;

    Presence(
            CookieSerializer cookie,
            SessionRepository<?> sessions,
            Accounts accounts,
            Duration longest) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.accounts = accounts;
        this.longest = longest;
    }

    /**
     * The person as they are now; nobody once the session is over.
     *
     * @param request also one that is still being answered since a while
     */
    public Optional<Person> of(HttpServletRequest request) {
        return signedIn(request).map(SignedIn::who);
    }

    Optional<SignedIn> signedIn(HttpServletRequest request) {
        return cookie.readCookieValues(request).stream()
                .<Session>map(sessions::findById)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(this::signedIn);
    }

    private Optional<SignedIn> signedIn(Session session) {
        Instant end = session.getCreationTime().plus(longest);
        String holder = session.getAttribute(SessionAccount.ATTRIBUTE);
        if (holder == null || !Instant.now().isBefore(end)) {
            return Optional.empty();
        }
        return SessionHolder.read(holder).flatMap(accounts::signedIn);
    }
}
