package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liuhen.database.Pools;
import org.liuhen.database.Schema;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.AccountHistory.Held;
import org.liuhen.workflow.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an account was at a moment: what is long past is remembered, what is recent read again. */
class HeldAccountsTest {
    private static final UUID ID = UUID.randomUUID();

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient owner = database.asOwner();
    private final HeldAccounts accounts = new HeldAccounts(owner);

    @Test
    void aChangeIsSeenThoughTheAccountWasReadBefore() {
        join(Role.DRAFTER);
        assertThat(roles(Instant.now())).contains(Set.of(Role.DRAFTER));
        grant(Role.SECTION_HEAD);
        assertThat(roles(Instant.now())).contains(Set.of(Role.DRAFTER, Role.SECTION_HEAD));
        assertThat(roles(Instant.now().minus(Duration.ofHours(1))))
                .as("before there was an account")
                .isEmpty();
    }

    @Test
    void whatIsLongPastIsReadOnce() {
        join(Role.DRAFTER);
        owner.sql("UPDATE access.account_history SET at = at - interval '1 day'").update();
        Instant then = Instant.now().minus(Duration.ofHours(1));
        List<Set<Role>> held = roles(then);
        assertThat(held).contains(Set.of(Role.DRAFTER));
        owner.sql("DELETE FROM access.account_history").update();
        assertThat(roles(then)).isEqualTo(held);
        assertThat(roles(Instant.now())).isEmpty();
    }

    @Test
    void whoeverHasNoAccountIsNotKnown() {
        join(Role.DRAFTER);
        assertThat(accounts.about(UUID.randomUUID().toString(), Instant.now())).isEmpty();
        assertThat(accounts.about("not an id", Instant.now())).isEmpty();
    }

    private void join(Role role) {
        Pools.open("accounts", database.settings(), List.of(new Schema("access"))).close();
        owner.sql("INSERT INTO access.organisation VALUES ('jiangmen-water', '江门市水利局')").update();
        owner.sql(
                        """
                        INSERT INTO access.account
                            (id, username, name, organisation_id, post, password_hash)
                        VALUES (?, 'someone', '张三', 'jiangmen-water', '科员', 'none')\
                        """)
                .param(ID)
                .update();
        grant(role);
    }

    private void grant(Role role) {
        owner.sql("INSERT INTO access.account_role VALUES (?, ?)").params(ID, role.name()).update();
    }

    private List<Set<Role>> roles(Instant moment) {
        return accounts.about(ID.toString(), moment).stream().map(Held::roles).toList();
    }
}
