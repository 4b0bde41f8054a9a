package org.liuhen.query.feed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Answers nothing from a view that is still being made: a report that is not there yet would read
 * as one that does not exist. The edge asks another instance meanwhile.
 */
@Component
final class CatchingUp implements HandlerInterceptor, WebMvcConfigurer {
    private final FeedLag lag;

    CatchingUp(FeedLag lag) {
        this.lag = lag;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/api/reports", "/api/reports/**", "/api/inbox", "/api/live", "/api/board");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isReading(request)
                && Readers.ALL.stream().map(lag::of).anyMatch(ReaderWatch::isCatchingUp)) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "系统刚刚启动，正在读入以往的记录，请稍候片刻再试。")
                    .retryAfter(Duration.ofSeconds(2));
        }
        return true;
    }

    private static boolean isReading(HttpServletRequest request) {
        return Set.of("GET", "HEAD").contains(request.getMethod());
    }
}
