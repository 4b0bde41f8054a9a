package org.liuhen.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** What every accepted command is answered with. */
@Schema(name = "Answer", description = "办理结果")
record Answer(
        @Schema(description = "报告编号", example = "jiangmen-ecology-2023-overall") String reportId,
        @Schema(description = "办理之后报告的版本，即事件总数", example = "12") long version,
        @Schema(description = "新提出的指标调整申请的编号，仅提出申请时有") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String revisionId) {

    static Answer of(Outcome.Accepted accepted) {
        return new Answer(accepted.reportId(), accepted.version(), accepted.revisionId());
    }

    /** The answer where something was made. */
    static ResponseEntity<Answer> created(Outcome.Accepted accepted, String at) {
        return ResponseEntity.created(URI.create(at)).body(of(accepted));
    }
}
