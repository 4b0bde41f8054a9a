package org.liuhen.access;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Role;

/** Organisations and their people, as an installation first learns of them. */
record OrganisationFile(
        @Nullable List<Institution> organisations, @Nullable List<Member> accounts) {

    @Override
    public List<Institution> organisations() {
        return organisations == null ? List.of() : organisations;
    }

    @Override
    public List<Member> accounts() {
        return accounts == null ? List.of() : accounts;
    }

    /**
     * An organisation.
     *
     * @param kind what it is; where that is not said, the roles of its people say it
     */
    record Institution(
            @Nullable String id, @Nullable String name, @Nullable OrganisationKind kind) {}

    /**
     * Someone who may sign in. What is absent here is a fault, which {@link OrganisationCheck}
     * names.
     *
     * @param organisation the identifier of one of the organisations
     * @param passwordHash as {@code {bcrypt}$2a$…}; absent only in the demonstration
     */
    record Member(
            @Nullable String username,
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String post,
            @Nullable Set<Role> roles,
            @Nullable String passwordHash) {

        @Override
        public Set<Role> roles() {
            return roles == null ? Set.of() : roles;
        }

        boolean hasRoles() {
            return roles != null;
        }

        Member withPassword(String hash) {
            return new Member(username, name, organisation, post, roles, hash);
        }
    }
}
