package org.liuhen.access;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * What signing in is checked against. Roles are no part of it: they are read at every request.
 *
 * @param generation of its sessions, when it was read
 */
record Account(UUID id, String username, String passwordHash, boolean enabled, long generation)
        implements UserDetails {

    /** Whose a session is that begins with what was checked. */
    SessionHolder holder() {
        return new SessionHolder(id, generation);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
