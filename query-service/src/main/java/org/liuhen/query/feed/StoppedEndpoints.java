package org.liuhen.query.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Journal;
import org.liuhen.access.JournalCode;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What an operator does about an event that a reader cannot take. */
@RestController
@Tag(name = "运维", description = "查询端被搁置的报告")
class StoppedEndpoints {
    private static final int LONGEST_REASON = 400;

    private final StoppedReports stopped;
    private final EventProcessingConfiguration processors;

    StoppedEndpoints(StoppedReports stopped, EventProcessingConfiguration processors) {
        this.stopped = stopped;
        this.processors = processors;
    }

    @Schema(name = "StoppedReports", description = "被搁置的报告")
    record All(List<StoppedReports.Stopped> items) {}

    @Schema(name = "Retried", description = "goesOn 为 true 表示已全部处理完；否则 items 说明仍卡在哪里")
    record Retried(boolean goesOn, List<StoppedReports.Stopped> items) {}

    @Schema(name = "Skipping", description = "跳过哪个读取器的事件，以及为什么")
    record Skipping(
            @Schema(description = "读取器：report、history、inbox 或 reports", example = "history")
                    @Nullable String reader,
            @Schema(description = "为什么跳过，不超过400字", example = "经核实不是本系统的记录")
                    @Nullable String reason) {}

    @Schema(name = "Skipped", description = "被跳过的事件")
    record Skipped(String eventId) {}

    @GetMapping("/api/stopped")
    @Operation(
            summary = "被搁置的报告",
            description = "列出各读取器（report、history、inbox、reports）处理不了的事件及其后等待的事件数。其他报告不受影响。")
    All all() {
        return new All(stopped.all());
    }

    @PostMapping("/api/stopped/{r}/retry")
    @Operation(summary = "重试被搁置的报告", description = "按先后重新处理该报告等待的事件，直到处理完或再次遇到处理不了的事件。")
    Retried retry(HttpServletRequest request, @PathVariable String r) {
        requireStopped(r);
        for (String reader : Readers.ALL) {
            processors
                    .sequencedDeadLetterProcessor(reader)
                    .ifPresent(letters -> letters.process(letter -> isOf(r, letter.message())));
        }
        List<StoppedReports.Stopped> left = of(r);
        Journal.record(
                request, JournalCode.STOPPED_RETRIED, left.isEmpty() ? r + "：已处理完" : r + "：仍处理不了");
        return new Retried(left.isEmpty(), left);
    }

    @PostMapping("/api/stopped/{r}/skip")
    @Operation(
            summary = "跳过一个处理不了的事件",
            description =
                    "该读取器不再处理这一事件，此后可以重试其余的事件。跳过的内容不会出现在查询结果中，因此只用于不属于本系统的记录，或经核实无法恢复的事件；须说明理由。")
    Skipped skip(
            HttpServletRequest request, @PathVariable String r, @RequestBody Skipping skipping) {
        String reader = skipping.reader();
        String reason = skipping.reason();
        if (reader == null || !Readers.ALL.contains(reader)) {
            throw Problem.of(
                    ProblemCode.MALFORMED,
                    "请写明要跳过哪个读取器的事件（reader：" + String.join("、", Readers.ALL) + "）。");
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.of(
                    ProblemCode.MALFORMED, "请填写跳过的理由（reason），不超过 " + LONGEST_REASON + " 字。");
        }
        String eventId = stopped.leaveOut(reader, r).orElseThrow(StoppedEndpoints::notStopped);
        Journal.record(
                request,
                JournalCode.STOPPED_SKIPPED,
                "%s 中 %s 的事件 %s，理由：%s".formatted(reader, r, eventId, reason));
        return new Skipped(eventId);
    }

    private static boolean isOf(String reportId, EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && event.getAggregateIdentifier().equals(reportId);
    }

    private void requireStopped(String reportId) {
        if (of(reportId).isEmpty()) {
            throw notStopped();
        }
    }

    private List<StoppedReports.Stopped> of(String reportId) {
        return stopped.all().stream().filter(s -> s.reportId().equals(reportId)).toList();
    }

    private static Problem notStopped() {
        return Problem.of(ProblemCode.NOT_FOUND, "这份报告没有被搁置，不必处理。");
    }
}
