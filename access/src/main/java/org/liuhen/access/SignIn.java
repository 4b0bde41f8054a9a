package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liuhen.workflow.Person;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Checks a name and a password, and says nothing about which of them was wrong. */
final class SignIn {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1000;

    /** Checking a password is hard work by design: others are left something to work with. */
    private static final int LOOKED_AT_ONCE = Runtime.getRuntime().availableProcessors();

    /** A whole building signs in at eight o'clock; a guesser has a few guesses in any case. */
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(30);

    private final AuthenticationManager authentication;
    private final Accounts accounts;
    private final SignInBackOff backOff;
    private final Semaphore looking = new Semaphore(LOOKED_AT_ONCE, true);

    SignIn(AuthenticationManager authentication, Accounts accounts, SignInBackOff backOff) {
        this.authentication = authentication;
        this.accounts = accounts;
        this.backOff = backOff;
    }

    Person check(HttpServletRequest request, String username, String password) {
        Journal.attempt(request, username);
        String name = Words.clean(username, LONGEST_NAME);
        String address = ClientAddress.network(request.getRemoteAddr());
        refuseBefore(backOff.wait(name, address));
        beginLooking();
        try {
            refuseBefore(backOff.attempt(name, address));
            Optional<Person> person = person(username, password);
            if (person.isPresent()) {
                backOff.succeeded(name, address);
                return person.get();
            }
        } catch (InternalAuthenticationServiceException e) {
            backOff.unjudged(name, address);
            throw e;
        } finally {
            looking.release();
        }
        throw Problem.of(ProblemCode.NOT_SIGNED_IN, "用户名或密码不正确，请核对后重新登录。");
    }

    private static void refuseBefore(Duration wait) {
        if (wait.isPositive()) {
            throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "登录失败次数过多，请稍候再试；如忘记密码，请联系系统管理员。")
                    .retryAfter(wait);
        }
    }

    private void beginLooking() {
        try {
            if (looking.tryAcquire(LONGEST_QUEUE.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "同时登录的人太多，请稍候再试。")
                .retryAfter(LONGEST_QUEUE);
    }

    /**
     * Nobody, whatever was wrong with the name or the password.
     *
     * @throws InternalAuthenticationServiceException where that could not be looked at
     */
    private Optional<Person> person(String name, String password) {
        if (password.length() > LONGEST_PASSWORD || !Words.areClean(name)) {
            return Optional.empty();
        }
        try {
            Authentication result =
                    authentication.authenticate(
                            UsernamePasswordAuthenticationToken.unauthenticated(name, password));
            return result.getPrincipal() instanceof Account account
                    ? accounts.person(account.id())
                    : Optional.empty();
        } catch (InternalAuthenticationServiceException e) {
            throw e;
        } catch (AuthenticationException _) {
            return Optional.empty();
        }
    }
}
