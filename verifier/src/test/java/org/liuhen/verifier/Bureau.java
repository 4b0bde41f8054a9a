package org.liuhen.verifier;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.liuhen.command.Cast;
import org.liuhen.database.Pools;
import org.liuhen.database.Schema;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People with accounts, whose history the database keeps. */
final class Bureau {
    static final Organisation FINANCE = new Organisation("jiangmen-finance", "江门市财政局");
    static final Organisation CONGRESS = new Organisation("jiangmen-congress", "江门市人大常委会预算工委");
    static final Organisation WATER = new Organisation("jiangmen-water", "江门市水利局");

    private final JdbcClient accounts;

    /** In this database; its schema is made where it is not there. */
    Bureau(TestDatabase database) {
        Pools.open("accounts", database.settings(), List.of(new Schema("access"))).close();
        this.accounts = database.asOwner();
        for (Organisation each : List.of(Cast.ECOLOGY, FINANCE, CONGRESS, WATER)) {
            accounts.sql("INSERT INTO access.organisation VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(each.id(), each.name())
                    .update();
        }
    }

    Person join(String name, Organisation organisation, Role... roles) {
        String post = roles[0].title();
        UUID id = UUID.randomUUID();
        accounts.sql(
                        """
                        INSERT INTO access.account
                            (id, username, name, organisation_id, post, password_hash)
                        VALUES (?, ?, ?, ?, ?, 'none')\
                        """)
                .params(id, id.toString(), name, organisation.id(), post)
                .update();
        for (Role role : roles) {
            accounts.sql("INSERT INTO access.account_role VALUES (?, ?)")
                    .params(id, role.name())
                    .update();
        }
        return new Person(id.toString(), name, organisation, post, Set.of(roles));
    }

    void revoke(Person person, Role role) {
        accounts.sql("DELETE FROM access.account_role WHERE account_id = ?::uuid AND role = ?")
                .params(person.id(), role.name())
                .update();
    }

    void disable(Person person) {
        accounts.sql("UPDATE access.account SET enabled = false WHERE id = ?::uuid")
                .param(person.id())
                .update();
    }
}
