package org.liuhen.query.feed;

import java.util.Base64;
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
import tools.jackson.core.type.TypeReference;

/**
 * Reads events as they came, under names from the closed registry. An event of another name is an
 * event all the same, and fails when it is looked at.
 */
final class FeedSerializer implements Serializer {
    static final FeedSerializer INSTANCE = new FeedSerializer();

    /** What a record is called that came without a name. */
    static final String UNREADABLE = "unreadable";

    private static final SerializedType METADATA =
            new SimpleSerializedType(MetaData.class.getName(), null);

    private final Converter converter = new ChainingConverter();

    private FeedSerializer() {}

    @Override
    public <T> SerializedObject<T> serialize(
            @Nullable Object object, Class<T> expectedRepresentation) {
        if (object == null) {
            throw new IllegalArgumentException("nothing to write");
        }
        byte[] json =
                object instanceof ReportEvent event
                        ? ContractJson.write(event)
                        : ContractJson.mapper().writeValueAsBytes((MetaData) object);
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
        SerializedType type = serializedObject.getType();
        return (T)
                (isMetadata(type)
                        ? metadata(json)
                        : Upcasting.present().read(type.getName(), type.getRevision(), json));
    }

    /** What is stored beside the event, and beside it what else is known of its row. */
    private static MetaData metadata(byte[] json) {
        MetaData row = MetaData.from(ContractJson.mapper().readValue(json, new Strings()));
        if (row.get(KafkaRows.METADATA) instanceof String stored) {
            byte[] own = Base64.getDecoder().decode(stored);
            return MetaData.from(ContractJson.mapper().readValue(own, new Strings()))
                    .mergedWith(row);
        }
        return row;
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return isMetadata(type) ? MetaData.class : EventContract.typeOf(type.getName());
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == MetaData.class) {
            return METADATA;
        }
        EventContract contract = EventContract.of(type);
        return new SimpleSerializedType(contract.name(), contract.revision());
    }

    @Override
    public Converter getConverter() {
        return converter;
    }

    private static boolean isMetadata(SerializedType type) {
        return type.getName().equals(METADATA.getName());
    }

    private static final class Strings extends TypeReference<Map<String, @Nullable String>> {}
}
