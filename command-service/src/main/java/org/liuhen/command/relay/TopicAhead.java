package org.liuhen.command.relay;

/**
 * The topic holds an event that the record does not: the record was restored to a moment before, or
 * is another's. Nothing is sent to it, since its readers have what never was, and would take other
 * events at the same places for those they know.
 */
final class TopicAhead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicAhead(String topic, long position, String eventId) {
        super(
                ("Kafka 主题 %s 里有记录中没有的事件（位置 %d，%s）：数据库恢复到了较早的时刻，或主题是别的系统的。不再转发。"
                                + "请换一个新主题（liuhen.relay.topic、liuhen.feed.topic），并给查询侧一个没有用过的 liuhen.views.anew，使其从头读起。")
                        .formatted(topic, position, eventId));
    }
}
