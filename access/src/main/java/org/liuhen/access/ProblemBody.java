package org.liuhen.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Refused;

/**
 * A problem document of RFC 9457, as every client reads it.
 *
 * @param errors what to correct; present only where there is something to list
 */
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Refused.Fault> errors) {

    static ProblemBody of(
            ProblemCode code, String detail, RequestId requestId, List<Refused.Fault> faults) {
        return new ProblemBody(
                "urn:liuhen:problem:" + code.text(),
                code.title(),
                code.status(),
                detail,
                code.text(),
                requestId.toString(),
                faults.isEmpty() ? null : faults);
    }
}
