package org.liuhen.command;

import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.liuhen.contracts.Envelope;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Person;

/** Who gave a command and in which request: it travels beside the command, never in it. */
record CommandContext(Person person, Request request) {
    private static final String PERSON = "person";
    private static final String REQUEST = "request";

    static CommandContext of(Message<?> command) {
        MetaData metadata = command.getMetaData();
        if (metadata.get(PERSON) instanceof Person person
                && metadata.get(REQUEST) instanceof Request request) {
            return new CommandContext(person, request);
        }
        throw new IllegalStateException("a command came without a person");
    }

    MetaData asMetaData() {
        return MetaData.from(Map.of(PERSON, person, REQUEST, request));
    }

    /** What is stored beside each event the command leads to. */
    MetaData envelope(Actor by, String commandId) {
        Envelope envelope =
                new Envelope(by, request.id(), request.key().toString(), request.id(), commandId);
        return MetaData.from(envelope.asMap());
    }
}
