package org.liuhen.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** Someone signed in, as the accounts say at this very request. */
final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Person person;
    private final transient SessionHolder holder;

    SignedIn(Person person, SessionHolder holder) {
        super(
                AuthorityUtils.createAuthorityList(
                        person.roles().stream().map(role -> "ROLE_" + role.name()).toList()));
        this.person = person;
        this.holder = holder;
        setAuthenticated(true);
    }

    /** Who gave the present request, if anyone is signed in. */
    static Optional<Person> person() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                ? Optional.of(signedIn.person)
                : Optional.empty();
    }

    Person who() {
        return person;
    }

    /** Whose session it is. */
    SessionHolder holder() {
        return holder;
    }

    @Override
    public Object getPrincipal() {
        return person;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return person.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.person.equals(person);
    }

    @Override
    public int hashCode() {
        return person.hashCode();
    }
}
