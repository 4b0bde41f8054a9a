package org.liuhen.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.liuhen.command.relay.Broker;

/** The one broker. */
final class Kafka implements Part {
    private final Broker broker;

    Kafka(Path directory) {
        broker = Broker.in(directory);
    }

    String address() {
        return broker.address();
    }

    @Override
    public Kind kind() {
        return Kind.KAFKA;
    }

    @Override
    public void start() {
        try {
            broker.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It has answered, or its start had failed. */
    @Override
    public boolean works() {
        return true;
    }

    @Override
    public void kill() {
        broker.kill();
    }
}
