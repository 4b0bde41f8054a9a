package org.liuhen.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the container itself gives up on, as a problem like every other. */
@RestController
final class ErrorPage implements ErrorController {
    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        boolean isAskedFor = request.getDispatcherType() != DispatcherType.ERROR;
        if (isAskedFor
                || (status instanceof Integer code && code == HttpServletResponse.SC_NOT_FOUND)) {
            problems.answer(request, response, ProblemCode.NOT_FOUND, ProblemAdvice.NOTHING_HERE);
        } else if (status instanceof Integer code && code >= 400 && code < 500) {
            problems.answer(
                    request, response, ProblemCode.MALFORMED, "请求无法读取：请求体没有完整送达，或不合接口说明，请检查后重试。");
        } else {
            problems.unexpected(
                    request,
                    response,
                    failure instanceof Throwable e
                            ? e
                            : new IllegalStateException("status " + status));
        }
    }
}
