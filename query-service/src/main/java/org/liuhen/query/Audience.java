package org.liuhen.query;

import java.util.Map;
import java.util.Set;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;

/**
 * Who may see a report, as the list of reports has it in its rows: {@code Visibility} decided when
 * the row was written.
 *
 * @param departmentId whose report it is
 * @param departmentRoles names of the roles that see it within that department
 * @param admitted names of the roles that see it from anywhere
 */
public record Audience(String departmentId, Set<String> departmentRoles, Set<String> admitted) {
    /** Of the rows of {@code view.report} that a person may see, with {@link #parameters}. */
    public static final String CONDITION =
            """
            (admitted && string_to_array(:roles, ' ')
             OR department_id = :organisation
                AND department_roles && string_to_array(:roles, ' '))\
            """;

    public Audience {
        departmentRoles = Set.copyOf(departmentRoles);
        admitted = Set.copyOf(admitted);
    }

    /** Who it is, for {@link #CONDITION}. */
    public static Map<String, String> parameters(Person person) {
        return Map.of(
                "roles",
                String.join(" ", person.roles().stream().map(Enum::name).sorted().toList()),
                "organisation",
                person.organisation().id());
    }

    /** The same as {@link #CONDITION}. */
    public boolean includes(Person person) {
        return person.roles().stream()
                .map(Role::name)
                .anyMatch(role ->
                        admitted.contains(role)
                                || (departmentId.equals(person.organisation().id())
                                        && departmentRoles.contains(role)));
    }
}
