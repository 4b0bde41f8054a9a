package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * A session keeps one thing, the {@link SessionHolder}; who that is, whether the session is over
 * and what they may do is read from {@link Accounts} at every request.
 */
final class SessionAccount implements SecurityContextRepository {
    static final String ATTRIBUTE = "account";

    private final Accounts accounts;
    private final Duration longest;
    private final Presence presence;

    SessionAccount(Accounts accounts, Duration longest, Presence presence) {
        this.accounts = accounts;
        this.longest = longest;
        this.presence = presence;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedIn signedIn) {
            request.getSession().setAttribute(ATTRIBUTE, signedIn.holder().text());
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) != null;
    }

    private Optional<SignedIn> signedIn(HttpServletRequest request) {
        if (UnattendedFilter.isUnattended(request)) {
            return presence.signedIn(request);
        }
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String holder)) {
            return Optional.empty();
        }
        Instant end = Instant.ofEpochMilli(session.getCreationTime()).plus(longest);
        if (!Instant.now().isBefore(end)) {
            session.invalidate();
            return Optional.empty();
        }
        return SessionHolder.read(holder).flatMap(accounts::signedIn);
    }

    private final class Deferred implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @Nullable SecurityContext context;
        private boolean generated;

        private Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = context;
            if (known == null) {
                known = load();
                context = known;
            }
            return known;
        }

        private SecurityContext load() {
            Optional<SignedIn> found = signedIn(request);
            generated = found.isEmpty();
            return found.<SecurityContext>map(SecurityContextImpl::new)
                    .orElseGet(SecurityContextHolder::createEmptyContext);
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
