package org.liuhen.access;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Role;

/** Organisations and their people, as an installation first learns of them. */
record OrganisationFile(List<Organisation> organisations, List<Member> accounts) {
    /**
     * Someone who may sign in.
     *
     * @param organisation the identifier of one of the organisations
     * @param passwordHash as {@code {bcrypt}$2a$…}; absent only in the demonstration
     */
    record Member(
            String username,
            String name,
            String organisation,
            String post,
            Set<Role> roles,
            @Nullable String passwordHash) {

        Member withPassword(String hash) {
            return new Member(username, name, organisation, post, roles, hash);
        }
    }
}
