package org.liuhen.command;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import org.axonframework.common.IdentifierFactory;

/** UUIDv7 for every message and event: in the order of time, so that indexes grow at one end. */
public final class TimeOrderedIdentifiers extends IdentifierFactory {
    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    @Override
    public String generateIdentifier() {
        return generator.generate().toString();
    }
}
