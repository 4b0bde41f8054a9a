package org.liuhen.command;

import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.EventContract;
import org.liuhen.contracts.Upcasting;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import tools.jackson.core.type.TypeReference;

/**
 * Events, their metadata and snapshots as JSON bytes under names from a closed registry. An event
 * of another name is an event all the same, and fails when it is looked at: none is skipped in
 * silence.
 */
class EventSerializer implements Serializer {
    private static final SerializedType METADATA =
            new SimpleSerializedType(MetaData.class.getName(), null);
    private static final SerializedType SNAPSHOT =
            new SimpleSerializedType(ReportAggregate.SNAPSHOT, ContractJson.STATE_REVISION);

    private final Converter converter = new ChainingConverter();
    private final Upcasting upcasting;

    EventSerializer(Upcasting upcasting) {
        this.upcasting = upcasting;
    }

    @Override
    public <T> SerializedObject<T> serialize(
            @Nullable Object object, Class<T> expectedRepresentation) {
        if (object == null) {
            throw new IllegalArgumentException("nothing to write");
        }
        byte[] json = write(object);
        return new SimpleSerializedObject<>(
                converter.convert(json, expectedRepresentation),
                expectedRepresentation,
                typeForClass(object.getClass()));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> expectedRepresentation) {
        return converter.canConvert(byte[].class, expectedRepresentation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
    public <S, T> T deserialize(SerializedObject<S> serializedObject) {
        byte[] json =
                converter.convert(
                        serializedObject.getData(),
                        serializedObject.getContentType(),
                        byte[].class);
        return (T) read(serializedObject.getType(), json);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (type.getName().equals(METADATA.getName())) {
            return MetaData.class;
        }
        if (type.getName().equals(SNAPSHOT.getName())) {
            return ReportAggregate.class;
        }
        return EventContract.typeOf(type.getName());
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == MetaData.class) {
            return METADATA;
        }
        if (type == ReportAggregate.class) {
            return SNAPSHOT;
        }
        EventContract contract = EventContract.of(type);
        return new SimpleSerializedType(contract.name(), contract.revision());
    }

    @Override
    public Converter getConverter() {
        return converter;
    }

    private static byte[] write(Object object) {
        return switch (object) {
            case MetaData metadata -> ContractJson.mapper().writeValueAsBytes(metadata);
            case ReportEvent event -> ContractJson.write(event);
            case ReportAggregate aggregate -> {
                ReportState state = aggregate.state();
                if (state == null) {
                    throw new IllegalStateException("a snapshot of nothing");
                }
                yield ContractJson.write(state);
            }
            default ->
                    throw new IllegalArgumentException(
                            "not part of the record: " + object.getClass().getName());
        };
    }

    private Object read(SerializedType type, byte[] json) {
        if (type.getName().equals(METADATA.getName())) {
            return MetaData.from(ContractJson.mapper().readValue(json, new StringMap()));
        }
        if (type.getName().equals(SNAPSHOT.getName())) {
            return new ReportAggregate(ContractJson.readState(json));
        }
        return upcasting.read(type.getName(), type.getRevision(), json);
    }

    private static final class StringMap extends TypeReference<Map<String, @Nullable String>> {}
}
