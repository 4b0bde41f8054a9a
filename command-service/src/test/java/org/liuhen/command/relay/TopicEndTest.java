package org.liuhen.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the relay looks at before it sends anything: the end of the topic. */
class TopicEndTest {
    private final RelayOffice office = new RelayOffice(Source.broker());

    /** As after a restore: the topic has what the record has not, be it another at that place. */
    @Test
    void aTopicThatIsAheadOfTheRecordIsNotSentTo() {
        try (ConfigurableApplicationContext service = office.service()) {
            RelayOffice.open(service, 2001);
            office.edit(service, 2001, 3);
            office.sent(4);
        }
        JdbcClient owner = office.database.asOwner();
        owner.sql("DELETE FROM record.event WHERE sequence >= 2").update();
        owner.sql("UPDATE relay.position SET seen = (SELECT max(position) FROM record.event)")
                .update();
        owner.sql(
                        "SELECT setval(pg_get_serial_sequence('record.event', 'position'),"
                                + " (SELECT max(position) FROM record.event))")
                .query(Long.class)
                .single();
        try (ConfigurableApplicationContext restored = office.service()) {
            RelayLoop loop = restored.getBean(RelayLoop.class);
            await().until(() -> loop.fault().isPresent());
            assertThat(loop.fault().orElseThrow()).contains(office.topic, "记录中没有的事件", "新主题");
            RelayOffice.open(restored, 2002);
            RelayOffice.open(restored, 2003); // now there is another event at each place
        }
        try (ConfigurableApplicationContext again = office.service()) {
            RelayLoop loop = again.getBean(RelayLoop.class);
            await().until(() -> loop.fault().isPresent());
            assertThat(loop.fault().orElseThrow()).contains("记录中没有的事件");
            assertThat(again.getBean(RelayHealth.class).health().getStatus())
                    .isEqualTo(Status.DOWN);
            assertThat(office.read()).hasSize(4);
        }
    }

    /** Whoever else has sent it, and however often: it says nothing of the record. */
    @Test
    void whatIsNoEventAtTheEndIsPassedOver() throws Exception {
        try (ConfigurableApplicationContext service = office.service()) {
            RelayOffice.open(service, 2001);
            office.sent(1);
        }
        office.sendForeign();
        try (ConfigurableApplicationContext again = office.service()) {
            office.edit(again, 2001, 3);
            RelayPosition position = again.getBean(RelayPosition.class);
            await().until(() -> position.backlog().events() == 0);
            assertThat(again.getBean(RelayLoop.class).fault()).isEmpty();
        }
    }
}
