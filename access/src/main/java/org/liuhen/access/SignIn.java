package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.liuhen.workflow.Person;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Checks a name and a password, and says nothing about which of them was wrong. */
final class SignIn {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1000;

    private final AuthenticationManager authentication;
    private final Accounts accounts;
    private final SignInBackOff backOff;

    SignIn(AuthenticationManager authentication, Accounts accounts, SignInBackOff backOff) {
        this.authentication = authentication;
        this.accounts = accounts;
        this.backOff = backOff;
    }

    Person check(HttpServletRequest request, String username, String password) {
        Journal.attempt(request, username);
        String name = Words.clean(username, LONGEST_NAME);
        String address = ClientAddress.network(request.getRemoteAddr());
        Duration wait = backOff.wait(name, address);
        if (wait.isPositive()) {
            throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "登录失败次数过多，请稍候再试；如忘记密码，请联系系统管理员。")
                    .retryAfter(wait);
        }
        if (password.length() <= LONGEST_PASSWORD && Words.areClean(username)) {
            try {
                Person person = person(username, password);
                backOff.succeeded(name);
                return person;
            } catch (AuthenticationException _) {
                // answered below, in the same words whatever was wrong
            }
        }
        backOff.failed(name, address);
        throw Problem.of(ProblemCode.NOT_SIGNED_IN, "用户名或密码不正确，请核对后重新登录。");
    }

    private Person person(String name, String password) {
        Authentication result =
                authentication.authenticate(
                        UsernamePasswordAuthenticationToken.unauthenticated(name, password));
        if (result.getPrincipal() instanceof Account account) {
            return accounts.person(account.id())
                    .orElseThrow(() -> new BadCredentialsException("disabled since"));
        }
        throw new BadCredentialsException("no account");
    }
}
