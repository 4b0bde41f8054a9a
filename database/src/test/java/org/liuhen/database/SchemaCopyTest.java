package org.liuhen.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liuhen.database.SchemaCopy.Copied;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaCopyTest {
    private static final Schema COPIED = new Schema("copied");
    private static final String ROWS =
            "SELECT row_to_json(l)::text FROM copied.ledger l ORDER BY position";

    private final TestDatabase from = TestDatabase.create();
    private final TestDatabase into = TestDatabase.create();
    private final SchemaCopy copy = new SchemaCopy(from.settings(), into.settings());

    /** As the owner of a PostgreSQL that comes along may: there it is the superuser. */
    @BeforeEach
    void mayWriteAsAReplica() {
        TestDatabase.asSuperuser()
                .sql(
                        "GRANT SET ON PARAMETER session_replication_role TO "
                                + into.settings().username())
                .update();
    }

    @Test
    void rowsAreTakenAsTheyAreAndTheirNumbersGoOn() throws Exception {
        JdbcClient old = filled("1");
        assertThat(copy.copy(COPIED))
                .containsExactly(
                        new Copied("\"copied\".\"ledger\"", 2),
                        new Copied("\"copied\".\"unsorted\"", 3));
        JdbcClient fresh = into.asOwner();
        assertThat(fresh.sql(ROWS).query(String.class).list())
                .isEqualTo(old.sql(ROWS).query(String.class).list());
        fresh.sql("INSERT INTO copied.ledger (name) VALUES ('next')").update();
        assertThat(fresh.sql("SELECT max(position) FROM copied.ledger").query(Long.class).single())
                .isEqualTo(4);
        assertThatThrownBy(() -> fresh.sql("DELETE FROM copied.ledger").update())
                .hasMessageContaining("kept");
    }

    /** The next start brings it further, as it would have brought the old one. */
    @Test
    void theSchemaIsMadeAsFarAsItWas() throws Exception {
        filled("1");
        copy.copy(COPIED);
        assertThat(new Tables(into.asOwner(), "copied").version()).contains("1");
        Migrations.migrate(into.settings(), List.of(COPIED));
        assertThat(new Tables(into.asOwner(), "copied").version()).contains("2");
    }

    @Test
    void whatTheScriptsDoNotMakeIsNotLeftBehindUnsaid() {
        filled("2").sql("CREATE TABLE copied.ones_own (id int)").update();
        assertThatThrownBy(() -> copy.copy(COPIED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ones_own");
    }

    @Test
    void aSchemaOrATableOfSomebodysOwnIsNamed() throws Exception {
        JdbcClient old = filled("1");
        copy.requireNoOthers(Set.of("copied", "public"));
        old.sql("CREATE SCHEMA ones_own").update();
        assertThatThrownBy(() -> copy.requireNoOthers(Set.of("copied", "public")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ones_own");
    }

    @Test
    void whatArrivesOtherwiseIsNotTaken() {
        filled("1");
        Migrations.migrate(into.settings(), COPIED, "1");
        into.asOwner().sql("ALTER TABLE copied.ledger ENABLE ALWAYS TRIGGER stamped").update();
        assertThatThrownBy(() -> copy.copy(COPIED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("不同");
        assertThat(into.asOwner().sql(ROWS).query(String.class).list()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotCopied() throws Exception {
        assertThat(copy.copy(COPIED)).isEmpty();
    }

    private JdbcClient filled(String version) {
        Migrations.migrate(from.settings(), COPIED, version);
        JdbcClient old = from.asOwner();
        old.sql(
                        "INSERT INTO copied.ledger (name, bytes) VALUES ('甲', '\\x00ff'), (E'a\\tb\\\\', NULL)")
                .update();
        old.sql("SELECT nextval(pg_get_serial_sequence('copied.ledger', 'position'))")
                .query(Long.class)
                .single();
        old.sql("INSERT INTO copied.unsorted VALUES ('b', 2), (NULL, 1)").update();
        return old;
    }
}
