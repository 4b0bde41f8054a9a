package org.liuhen.query.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Presence;
import org.liuhen.workflow.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Server-sent events of what moves. A request stays in its thread, which is a virtual one, for as
 * long as its reader is there and signed in as the person who came.
 */
@RestController
@Tag(name = "查阅")
class LiveEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEndpoints.class);
    private static final String BEGINNING = "retry: 3000\n\n";

    private final Watch watch;
    private final LiveSettings settings;
    private final ObjectProvider<Presence> presence;

    LiveEndpoints(Watch watch, LiveSettings settings, ObjectProvider<Presence> presence) {
        this.watch = watch;
        this.settings = settings;
        this.presence = presence;
    }

    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "实时得知报告有变化",
            description =
                    """
                    服务器发送事件（SSE）。moved：您可以查看的一份报告到了第几版，待办也可能随之变化；inbox：待办可能有变化；\
                    reset：请重新读取列表。事件里没有报告的内容，内容请另行读取。断开后凭 Last-Event-ID 接着收，不会遗漏；\
                    隔得太久，或编号不是本系统的，先发一个 reset。连接不算操作，不延长登录；退出登录、职责变动后连接结束。\
                    """)
    @ApiResponse(
            responseCode = "200",
            description = "事件流",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string")))
    void live(
            Person person,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(description = "上次收到的事件编号")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable String last) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        // A proxy passes it on as it comes.
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return;
        }
        LiveStream stream = new LiveStream(person);
        watch.join(stream);
        try {
            watch.catchUp(stream, last);
            send(response, BEGINNING);
            while (true) {
                News news = stream.await(settings.heartbeat());
                if (news == null || !isStillThere(person, request)) {
                    return;
                }
                send(response, news.written());
            }
        } catch (IOException e) {
            LOG.debug("the reader is gone", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            watch.leave(stream);
        }
    }

    /** The session is not over, and whoever has it holds what they held. */
    private boolean isStillThere(Person person, HttpServletRequest request) {
        return presence.getObject().of(request).filter(person::equals).isPresent();
    }

    private static void send(HttpServletResponse response, String events) throws IOException {
        response.getOutputStream().write(events.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }
}
