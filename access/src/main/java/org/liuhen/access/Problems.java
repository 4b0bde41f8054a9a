package org.liuhen.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.liuhen.workflow.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem, from filters and controllers alike, and journals the refusal first. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;
    private final Journal journal;
    private final ObjectProvider<Storage> storage;
    private final Strangers strangers;
    private final Map<ProblemCode, Counter> answered = new EnumMap<>(ProblemCode.class);

    Problems(
            JsonMapper json,
            Journal journal,
            ObjectProvider<Storage> storage,
            Strangers strangers,
            MeterRegistry meters) {
        this.json = json;
        this.journal = journal;
        this.storage = storage;
        this.strangers = strangers;
        for (ProblemCode code : ProblemCode.values()) {
            answered.put(
                    code,
                    Counter.builder("liuhen.refusals")
                            .description("requests that were answered with a problem")
                            .tag("code", code.text())
                            .register(meters));
        }
    }

    /**
     * Answers with this problem.
     *
     * @param detail Chinese, and says what to do next
     */
    public void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemCode code,
            String detail) {
        answer(request, response, code, detail, List.of(), Map.of());
    }

    /** Answers with the problem that was thrown. */
    public void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        answer(request, response, problem.code(), problem.sentence(), List.of(), problem.headers());
    }

    /** Answers with a refusal of the rules. */
    public void answer(HttpServletRequest request, HttpServletResponse response, Refused refused) {
        ProblemCode code = ProblemCode.of(refused.code());
        answer(request, response, code, refused.sentence(), refused.faults(), Map.of());
    }

    /** Answers what nobody foresaw: the log has all of it, the client a number to quote. */
    void unexpected(HttpServletRequest request, HttpServletResponse response, Throwable e) {
        if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.debug("nobody is there to be answered", e);
            return;
        }
        RequestId id = RequestId.of(request);
        if (Outage.isDiskFull(e)) {
            LOG.error("the database has no space, request {}", id, e);
            answer(request, response, Outage.diskFull());
            return;
        }
        if (Outage.isCauseOf(e)) {
            LOG.error("the database does not answer, request {}", id, e);
            answer(request, response, away());
            return;
        }
        LOG.error("request {} failed", id, e);
        answer(
                request,
                response,
                ProblemCode.INTERNAL,
                "系统出现内部错误，请稍后重试；如仍失败，请把请求编号 " + id + " 告诉系统管理员。");
    }

    private Problem away() {
        Storage known = storage.getIfAvailable();
        return Problem.of(
                        ProblemCode.UNAVAILABLE,
                        known != null && known.isFull()
                                ? "磁盘空间不足，系统暂时无法访问数据库。请告知系统管理员清理磁盘空间，之后重试。"
                                : "系统暂时无法访问数据库，请稍后重试。")
                .retryAfter(Duration.ofSeconds(5));
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemCode code,
            String detail,
            List<Refused.Fault> faults,
            Map<String, String> headers) {
        Optional<Problem> tooMany = strangers.tooMany(request, code);
        if (tooMany.isPresent()) {
            answer(request, response, tooMany.get());
            return;
        }
        Objects.requireNonNull(answered.get(code)).increment();
        journal.refusal(request, code, detail);
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(code.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(RequestId.HEADER, RequestId.of(request).toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        headers.forEach(response::setHeader);
        byte[] body =
                json.writeValueAsBytes(ProblemBody.of(code, detail, RequestId.of(request), faults));
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
    }
}
