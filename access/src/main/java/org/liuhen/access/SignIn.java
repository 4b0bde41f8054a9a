package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liuhen.access.SignInBackOff.Attempt;
import org.liuhen.access.SignInBackOff.Ticket;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Checks a name and a password, and says nothing about which of them was wrong. */
final class SignIn {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1000;
    private static final int LONGEST_TRIED = 1000;

    /** Checking a password is hard work by design: others are left something to work with. */
    private static final int LOOKED_AT_ONCE = Runtime.getRuntime().availableProcessors();

    /** A whole building signs in at eight o'clock; a guesser has a few guesses in any case. */
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(30);

    private final AuthenticationManager authentication;
    private final Accounts accounts;
    private final SignInBackOff backOff;
    private final KnownBrowsers browsers;
    private final Semaphore known = new Semaphore(LOOKED_AT_ONCE, true);
    private final Semaphore strange = new Semaphore(LOOKED_AT_ONCE, true);

    /** From a network where somebody fails all the time: one after the other. */
    private final Semaphore crowded = new Semaphore(1, true);

    SignIn(
            AuthenticationManager authentication,
            Accounts accounts,
            SignInBackOff backOff,
            KnownBrowsers browsers) {
        this.authentication = authentication;
        this.accounts = accounts;
        this.backOff = backOff;
        this.browsers = browsers;
    }

    SignedIn check(HttpServletRequest request, String username, String password) {
        Journal.attempt(request, username);
        String name = Words.clean(username, LONGEST_NAME);
        Attempt attempt =
                new Attempt(
                        name,
                        ClientAddress.network(request.getRemoteAddr()),
                        browsers.known(request, name).orElse(null));
        refuseBefore(backOff.wait(attempt));
        Semaphore queue = enter(attempt);
        try {
            Ticket ticket = backOff.attempt(attempt);
            refuseBefore(ticket.left());
            Optional<SignedIn> found = look(ticket, username, password);
            if (found.isPresent()) {
                backOff.succeeded(attempt, ticket);
                return found.get();
            }
        } finally {
            queue.release();
        }
        throw Problem.of(ProblemCode.NOT_SIGNED_IN, "用户名或密码不正确，请核对后重新登录。");
    }

    /**
     * Waits for its turn. Whoever is known waits for nobody who is not, and nobody waits for a
     * network that has spent its budget, also where it did so while all of it was waiting.
     */
    private Semaphore enter(Attempt attempt) {
        if (attempt.browser() != null) {
            return await(known);
        }
        if (!backOff.isCrowded(attempt)) {
            await(strange);
            if (!backOff.isCrowded(attempt)) {
                return strange;
            }
            strange.release();
        }
        return await(crowded);
    }

    private Optional<SignedIn> look(Ticket ticket, String username, String password) {
        try {
            return person(username, password);
        } catch (InternalAuthenticationServiceException e) {
            ticket.giveBack();
            throw e;
        }
    }

    private static void refuseBefore(Duration wait) {
        if (wait.isPositive()) {
            throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "登录失败次数过多，请稍候再试；如忘记密码，请联系系统管理员。")
                    .retryAfter(wait);
        }
    }

    private static Semaphore await(Semaphore queue) {
        try {
            if (queue.tryAcquire(LONGEST_QUEUE.toNanos(), TimeUnit.NANOSECONDS)) {
                return queue;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "同时登录的人太多，请稍候再试。")
                .retryAfter(LONGEST_QUEUE);
    }

    /**
     * Nobody, whatever was wrong with the name or the password. A name or a password that nobody
     * can have costs the same work as any other.
     *
     * @throws InternalAuthenticationServiceException where that could not be looked at
     */
    private Optional<SignedIn> person(String name, String password) {
        boolean mayBe =
                Words.areClean(name)
                        && Words.areWhole(password)
                        && password.length() <= LONGEST_PASSWORD;
        String tried = Words.clean(name, LONGEST_TRIED);
        String guess = Words.clean(password, LONGEST_PASSWORD);
        try {
            Authentication result =
                    authentication.authenticate(
                            UsernamePasswordAuthenticationToken.unauthenticated(
                                    tried, mayBe ? password : guess));
            return mayBe && name.equals(tried) && result.getPrincipal() instanceof Account account
                    ? accounts.signedIn(account.holder())
                    : Optional.empty();
        } catch (InternalAuthenticationServiceException e) {
            throw e;
        } catch (AuthenticationException _) {
            return Optional.empty();
        }
    }
}
