package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/**
 * The owner of the database writes an act into the record that the log seals, and that nothing in
 * the event gives away: the director approves as if they were the section head.
 */
class ImpossibleActTest {
    private static final String SECTION = "1.1";

    @Test
    void whoeverDidNotHoldTheRoleIsNamedToTheAuditor() {
        try (Running office = new Running(new Witnesses())) {
            Client drafter = office.as("drafter");
            String report =
                    done(drafter.post(
                                    "/api/reports",
                                    Document.small("jiangmen-ecology", office.year())))
                            .path("reportId")
                            .asString();
            String path = "/api/reports/" + report;
            JsonNode submitted =
                    done(
                            drafter.post(
                                    path + "/sections/" + SECTION + "/submit",
                                    Document.of("note", null)));
            JsonNode shown =
                    done(drafter.get(path + "?minVersion=" + submitted.path("version").asLong()));
            String event = forge(office, report, shown.at("/sections/0/digest").asString());
            Client auditor = office.as("auditor");
            await().untilAsserted(() -> assertThat(impossible(auditor, path)).hasSize(1));
            JsonNode finding = impossible(auditor, path).getFirst();
            assertThat(finding.path("eventId").asString()).isEqualTo(event);
            assertThat(finding.path("version").asLong()).isEqualTo(3);
            assertThat(finding.path("section").asString()).isEqualTo(SECTION);
            assertThat(finding.path("sentence").asString())
                    .contains("以科室负责人身份办理", "账号历史", "职责是局领导，不是科室负责人");
        }
    }

    private static String forge(Running office, String report, String digest) {
        return office.database()
                .asOwner()
                .sql(
                        """
                        INSERT INTO record.event (event_id, report_id, sequence, stream_type,
                            recorded_at, name, revision, payload, metadata)
                        SELECT gen_random_uuid(), e.report_id, e.sequence + 1, e.stream_type,
                            e.recorded_at, 'section-approved', '1',
                            convert_to(json_build_object('section', '1.1', 'desk', 'DEPARTMENT',
                                'step', 'SECTION_HEAD', 'round', 1, 'digest', ?::text,
                                'opinion', NULL)::text, 'UTF8'),
                            convert_to((convert_from(e.metadata, 'UTF8')::jsonb
                                || jsonb_build_object('actorId', a.id, 'actorName', a.name,
                                    'post', a.post, 'role', 'SECTION_HEAD',
                                    'causationId', gen_random_uuid()))::text, 'UTF8')
                        FROM record.event e, access.account a
                        WHERE e.report_id = ? AND a.username = 'director'
                        ORDER BY e.sequence DESC LIMIT 1 RETURNING event_id\
                        """)
                .params(digest, report)
                .query(String.class)
                .single();
    }

    private static List<JsonNode> impossible(Client auditor, String path) {
        return done(auditor.get(path + "/exceptions?kind=impossible-act"))
                .path("items")
                .valueStream()
                .toList();
    }

    private static JsonNode done(Client.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        return answer.body();
    }
}
