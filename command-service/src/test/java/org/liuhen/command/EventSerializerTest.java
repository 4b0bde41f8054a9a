package org.liuhen.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.liuhen.contracts.EventContract;
import org.liuhen.contracts.Upcaster;
import org.liuhen.contracts.Upcasting;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;

class EventSerializerTest {
    private final Upcaster from0 =
            new Upcaster("section-withdrawn", 0, event -> event.set("reason", event.remove("why")));
    private final SimpleSerializedObject<byte[]> stored =
            new SimpleSerializedObject<>(
                    "{\"section\":\"1.1\",\"why\":\"再核对\"}".getBytes(UTF_8),
                    byte[].class,
                    "section-withdrawn",
                    "0");

    @Test
    void anEventOfAnEarlierRevisionIsReadAsThePresentOne() {
        EventSerializer serializer = new EventSerializer(new Upcasting(List.of(from0)));
        assertThat(serializer.classForType(stored.getType())).isEqualTo(SectionWithdrawn.class);
        Object event = serializer.deserialize(stored);
        assertThat(event).isEqualTo(new SectionWithdrawn("1.1", "再核对"));
    }

    @Test
    void anEventOfARevisionNobodyKnowsStopsTheReader() {
        EventSerializer serializer = new EventSerializer(Upcasting.present());
        assertThatThrownBy(() -> serializer.deserialize(stored))
                .isInstanceOf(EventContract.UnknownContract.class);
    }

    @Test
    void anEventOfANameNobodyKnowsIsAnEventAllTheSame() {
        EventSerializer serializer = new EventSerializer(Upcasting.present());
        SimpleSerializedObject<byte[]> unknown =
                new SimpleSerializedObject<>(
                        "{}".getBytes(UTF_8), byte[].class, "section-vanished", "1");
        assertThat(serializer.classForType(unknown.getType())).isEqualTo(ReportEvent.class);
        assertThatThrownBy(() -> serializer.deserialize(unknown))
                .isInstanceOf(EventContract.UnknownContract.class);
    }
}
