package org.liuhen.contracts;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.liuhen.workflow.Position;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events and folded states as JSON bytes (UTF-8, members in the order of the record's components,
 * absent values written as null).
 */
public final class ContractJson {
    /**
     * Of the folded state's shape and meaning. Raised whenever either changes: states that were
     * stored before are then not read, and made anew.
     */
    public static final String STATE_REVISION = "4";

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultVisibility(
                            v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .addMixIn(Position.class, NamedPosition.class)
                    .build();

    private ContractJson() {}

    public static byte[] write(ReportEvent event) {
        return MAPPER.writeValueAsBytes(event);
    }

    static ReportEvent read(EventContract contract, byte[] json) {
        return MAPPER.readValue(json, contract.type());
    }

    /**
     * A folded state, to start a fold from. It is a cache and no record: any fold makes it again.
     */
    public static byte[] write(ReportState state) {
        return MAPPER.writeValueAsBytes(state);
    }

    public static ReportState readState(byte[] json) {
        return MAPPER.readValue(json, ReportState.class);
    }

    /** The mapper itself, for what is stored beside the events. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "DRAFT", value = Position.Draft.class),
        @JsonSubTypes.Type(name = "RETURNED", value = Position.Returned.class),
        @JsonSubTypes.Type(name = "IN_REVIEW", value = Position.InReview.class),
        @JsonSubTypes.Type(name = "APPROVED", value = Position.Approved.class),
        @JsonSubTypes.Type(name = "CLEARED", value = Position.Cleared.class)
    })
    private interface NamedPosition {}
}
