package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import org.liuhen.access.Listener;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.workflow.Role;

/** What is told of reports that move, and to whom. */
class LiveTest {
    private static final int MOST = 3;
    private static final String RESET = "reset {}";
    private static Running office;

    private final List<Listener> listeners = new ArrayList<>();

    @BeforeAll
    static void start() {
        office =
                new Running(
                        Witnesses.shared(),
                        List.of(),
                        "--liuhen.live.heartbeat=250ms",
                        "--liuhen.live.per-person=" + MOST);
    }

    @AfterAll
    static void stop() {
        office.close();
    }

    @AfterEach
    void hangUp() {
        listeners.forEach(Listener::close);
        await().untilAsserted(() -> assertThat(streams()).isZero());
    }

    private static double streams() {
        return office.beans(io.micrometer.core.instrument.MeterRegistry.class)
                .getFirst()
                .get("liuhen.live.streams")
                .gauge()
                .value();
    }

    @Test
    void whoSeesAReportHearsWhereItIsAndNobodyElseDoes() {
        Listener head = listen("section-head");
        Listener water = listen("water-head");
        Listener admin = listen("system-admin");
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
        assertThat(head.header("X-Accel-Buffering")).isEqualTo("no");
        String id = open();
        head.until(moved(id, 1));
        submit(id);
        head.until(moved(id, 2));
        String other = openWater();
        water.until(moved(other, 1));
        assertThat(water.waiting() + admin.waiting()).isZero();
    }

    @Test
    void whoseRulingIsAskedOfAReportTheyDoNotSeeHearsOfTheirInboxOnly() {
        Listener officer = listen("performance-officer");
        String id = open();
        Client drafter = office.as("drafter");
        Client.Answer asked =
                drafter.post(
                        "/api/reports/" + id + "/indicators/ind-01/revisions",
                        Document.of(
                                "target",
                                Document.target("2600"),
                                "reason",
                                "任务增加",
                                "basis",
                                "文件一号"),
                        UUID.randomUUID());
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        assertThat(officer.next()).isEqualTo("inbox {}");
    }

    @Test
    void whoComesBackHearsWhatMovedMeanwhile() {
        Listener first = listen("director");
        String id = open();
        first.until(moved(id, 1));
        await().until(() -> !first.lastId().isEmpty());
        String last = first.lastId();
        first.close();
        submit(id);
        String other = open();
        visible(other, 1);
        Listener again = listen("director", last);
        assertThat(List.of(again.next(), again.next()))
                .contains(moved(other, 1))
                .containsAnyOf(moved(id, 1), moved(id, 2));
        assertThat(again.lastId()).isNotEqualTo(last);
    }

    /** A transaction that began before another and is committed after it was told. */
    @Test
    void whatIsCommittedOutOfOrderIsNotMissed() throws SQLException {
        String slow = open();
        visible(slow, 1);
        try (Connection late = connection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(
                    "UPDATE view.taken SET version = 7, moved = pg_current_xact_id() WHERE report_id = '"
                            + slow
                            + "'");
            Listener first = listen("section-head");
            String quick = open();
            first.until(moved(quick, 1));
            await().until(() -> !first.lastId().isEmpty());
            String last = first.lastId();
            late.commit();
            first.until(moved(slow, 7));
            first.close();
            listen("section-head", last).until(moved(slow, 7));
        }
    }

    @Test
    void whoWasToldElsewhereOrIsLongAwayReadsEverythingAnew() {
        String here = here();
        String elsewhere = UUID.randomUUID() + here.substring(here.indexOf('.'));
        String later = here.substring(0, here.indexOf('.')) + ".999999999999999";
        for (String unknown : List.of("7", "x.y", elsewhere, later)) {
            Listener lost = listen("section-head", unknown);
            assertThat(lost.next()).as(unknown).isEqualTo(RESET);
            await().untilAsserted(() ->
                    assertThat(lost.lastId()).startsWith(here.substring(0, here.indexOf('.'))));
            lost.close();
            await().untilAsserted(() -> assertThat(streams()).isZero());
        }
        office.database()
                .asOwner()
                .sql(
                        """
                        INSERT INTO view.taken (reader, report_id, version, before)
                        SELECT reader, 'many-' || n, 1, 0
                        FROM generate_series(1, 300) n, unnest(ARRAY['report', 'inbox', 'reports']) reader\
                        """)
                .update();
        office.database()
                .asOwner()
                .sql(
                        """
                        INSERT INTO view.report (report_id, department_id, fiscal_year, stage,
                            department_roles, admitted, item, board, valid_from, valid_to)
                        SELECT 'many-' || n, department_id, fiscal_year, stage,
                            department_roles, admitted, item, board, valid_from, valid_to
                        FROM (SELECT * FROM view.report WHERE valid_to = 'infinity' LIMIT 1) one,
                            generate_series(1, 300) n\
                        """)
                .update();
        try {
            assertThat(listen("section-head", here).next()).isEqualTo(RESET);
        } finally {
            office.database()
                    .asOwner()
                    .sql("DELETE FROM view.taken WHERE report_id LIKE 'many-%'")
                    .update();
            office.database()
                    .asOwner()
                    .sql("DELETE FROM view.report WHERE report_id LIKE 'many-%'")
                    .update();
        }
    }

    @Test
    void whoSignsOutOrLosesARoleHearsNoMore() {
        Client leaving = office.client().signIn("congress-reviewer");
        Listener leaver = keep(Listener.of(leaving, "/api/live", ""));
        assertThat(leaving.delete("/api/session").status()).isEqualTo(204);
        endOf(leaver);
        Listener deputy = listen("deputy");
        office.revoke("deputy", Role.DRAFTER, () -> endOf(deputy));
        Listener budget = listen("budget-officer");
        office.disable("budget-officer", () -> endOf(budget));
        assertThat(keep(Listener.of(office.client(), "/api/live", "")).status()).isEqualTo(401);
    }

    /** Half an hour goes by as if nobody were there. */
    @Test
    void listeningIsNoUseOfASession() {
        Client client = office.client().signIn("auditor");
        String person = client.get("/api/session").body().at("/user/id").asString();
        age(person, 600_000);
        long before = lastAccess(person);
        Listener listener = keep(Listener.of(client, "/api/live", ""));
        assertThat(listener.status()).isEqualTo(200);
        client.send(client.request("/api/inbox").header("X-Unattended", "true").GET());
        listener.close();
        await().untilAsserted(() -> assertThat(streams()).isZero());
        assertThat(lastAccess(person)).isEqualTo(before);
        client.get("/api/inbox");
        assertThat(lastAccess(person)).isGreaterThan(before);
        Listener last = keep(Listener.of(client, "/api/live", ""));
        age(person, 1_900_000);
        endOf(last);
        assertThat(client.get("/api/inbox").status()).isEqualTo(401);
    }

    private static void age(String person, long millis) {
        office.database()
                .asOwner()
                .sql(
                        """
                        UPDATE access.session SET last_access_time = last_access_time - :millis,
                            expiry_time = expiry_time - :millis
                        WHERE primary_id IN (SELECT session_primary_id FROM access.session_attributes
                            WHERE convert_from(attribute_bytes, 'UTF8') LIKE :person || ' %')\
                        """)
                .param("millis", millis)
                .param("person", person)
                .update();
    }

    private static long lastAccess(String person) {
        return office.database()
                .asOwner()
                .sql(
                        """
                        SELECT max(last_access_time) FROM access.session
                        JOIN access.session_attributes ON primary_id = session_primary_id
                        WHERE convert_from(attribute_bytes, 'UTF8') LIKE ? || ' %'\
                        """)
                .param(person)
                .query(Long.class)
                .single();
    }

    @Test
    void nobodyHasMoreWindowsThanTheyCanLookAt() {
        for (int n = 0; n < MOST; n++) {
            listen("drafter2");
        }
        Listener more = keep(Listener.of(office.as("drafter2"), "/api/live", ""));
        assertThat(more.status()).isEqualTo(429);
        assertThat(more.header("Retry-After")).isEqualTo("30");
        listen("drafter");
    }

    @Test
    void whatIsHeardIsNoLookAtAReport() {
        office.as("drafter");
        long before = office.journaled();
        Listener drafter = listen("drafter");
        drafter.until(moved(open(), 1));
        assertThat(office.journaled()).isEqualTo(before);
        assertThat(office.as("drafter").get("/api/live").status()).isEqualTo(400);
    }

    /** Its listeners are told to go, and not cut off when it has waited for them long enough. */
    @Test
    void aServerThatGoesDownLetsGoOfItsListeners() {
        Running brief = new Running(Witnesses.shared());
        Client client = brief.client().signIn("auditor");
        Listener listener = keep(Listener.of(client, "/api/live", ""));
        assertThat(listener.next()).as("of an instance that is young").isEqualTo(RESET);
        brief.close();
        endOf(listener);
    }

    private Listener listen(String username) {
        return listen(username, here());
    }

    /** Where one is who knows everything by now. */
    private static String here() {
        return office.database()
                .asOwner()
                .sql("SELECT id || '.' || pg_snapshot_xmin(pg_current_snapshot()) FROM view.origin")
                .query(String.class)
                .single();
    }

    private Listener listen(String username, String last) {
        Listener listener = keep(Listener.of(office.as(username), "/api/live", last));
        assertThat(listener.status()).isEqualTo(200);
        return listener;
    }

    private Listener keep(Listener listener) {
        listeners.add(listener);
        return listener;
    }

    private static void endOf(Listener listener) {
        String event = listener.next();
        while (!event.equals("end")) {
            assertThat(event).isNotEqualTo("broken");
            event = listener.next();
        }
    }

    private static String open() {
        return opened("drafter", "jiangmen-ecology");
    }

    private static String openWater() {
        return opened("water-drafter", "jiangmen-water");
    }

    private static String opened(String drafter, String department) {
        Client.Answer opened =
                office.as(drafter)
                        .post(
                                "/api/reports",
                                Document.small(department, office.year()),
                                UUID.randomUUID());
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        return opened.body().path("reportId").asString();
    }

    private static void submit(String id) {
        Client.Answer done =
                office.as("drafter")
                        .post(
                                "/api/reports/" + id + "/sections/1.1/submit",
                                Document.of("note", ""),
                                UUID.randomUUID());
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
    }

    private static void visible(String id, int version) {
        await().untilAsserted(() ->
                assertThat(
                                office.database()
                                        .asOwner()
                                        .sql(
                                                """
                                                SELECT count(*) FROM view.taken
                                                WHERE report_id = ? AND version >= ?\
                                                """)
                                        .params(id, version)
                                        .query(Integer.class)
                                        .single())
                        .isEqualTo(4));
    }

    private static Connection connection() throws SQLException {
        DatabaseSettings settings = office.database().settings();
        return DriverManager.getConnection(
                settings.url(), settings.username(), settings.password());
    }

    private static String moved(String id, long version) {
        return "moved {\"reportId\":\"" + id + "\",\"version\":" + version + "}";
    }
}
