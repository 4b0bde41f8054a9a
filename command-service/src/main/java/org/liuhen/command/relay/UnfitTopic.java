package org.liuhen.command.relay;

import java.util.List;

/** A topic is there whose settings would lose events or refuse them. Nothing is sent to it. */
final class UnfitTopic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitTopic(String topic, List<String> wrong) {
        super("Kafka 主题 %s 的设置不合要求：%s。请改正后继续，改正之前不转发。".formatted(topic, String.join("；", wrong)));
    }
}
