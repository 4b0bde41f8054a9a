package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Refused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Every failure of a controller, as a problem that says what to do next. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemAdvice {
    static final String NOTHING_HERE = "没有您要找的内容，请检查地址；也可能是您无权查看。";

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void refused(HttpServletRequest request, HttpServletResponse response, Refused refused) {
        problems.answer(request, response, refused);
    }

    @ExceptionHandler
    void problem(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        problems.answer(request, response, problem);
    }

    @ExceptionHandler
    void unreadable(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageNotReadableException e) {
        if (!isWrapped(request, response, e)) {
            malformed(request, response, Malformed.body(e.getCause()));
        }
    }

    @ExceptionHandler
    void mistyped(
            HttpServletRequest request,
            HttpServletResponse response,
            MethodArgumentTypeMismatchException e) {
        malformed(request, response, Malformed.parameter(e.getName(), e.getRequiredType()));
    }

    @ExceptionHandler
    void missing(
            HttpServletRequest request,
            HttpServletResponse response,
            MissingServletRequestParameterException e) {
        malformed(request, response, "缺少查询参数“" + e.getParameterName() + "”，请补充后重试。");
    }

    @ExceptionHandler
    void missing(
            HttpServletRequest request,
            HttpServletResponse response,
            MissingRequestHeaderException e) {
        malformed(request, response, "缺少请求头“" + e.getHeaderName() + "”，请补充后重试。");
    }

    @ExceptionHandler
    void untyped(
            HttpServletRequest request, HttpServletResponse response, HttpMediaTypeException e) {
        malformed(
                request, response, "请求体须为 UTF-8 的 JSON（Content-Type: application/json），答复也是 JSON。");
    }

    @ExceptionHandler
    void rejected(
            HttpServletRequest request, HttpServletResponse response, RequestRejectedException e) {
        malformed(request, response, Refusals.UNREADABLE);
    }

    /** What follows the question mark is read only when somebody asks for it. */
    @ExceptionHandler
    void undecodable(
            HttpServletRequest request, HttpServletResponse response, InvalidParameterException e) {
        malformed(request, response, Refusals.UNREADABLE);
    }

    /** A method the path does not know is an endpoint that does not exist. */
    @ExceptionHandler
    void unsupported(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpRequestMethodNotSupportedException e) {
        problems.answer(request, response, ProblemCode.NOT_FOUND, NOTHING_HERE);
    }

    @ExceptionHandler
    void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        problems.answer(
                request, response, ProblemCode.NOT_PERMITTED, "您的账号没有办理此事的职责，请由有相应职责的人员办理。");
    }

    /** What the framework refuses by itself keeps its kind; everything else is our own fault. */
    @ExceptionHandler
    void other(HttpServletRequest request, HttpServletResponse response, Exception e) {
        if (isWrapped(request, response, e)) {
            return;
        }
        HttpStatus status = e instanceof ErrorResponse error ? resolve(error) : null;
        if (status == HttpStatus.NOT_FOUND) {
            problems.answer(request, response, ProblemCode.NOT_FOUND, NOTHING_HERE);
        } else if (status != null && status.is4xxClientError()) {
            malformed(request, response, "请求有误，请对照接口说明检查后重试。");
        } else {
            problems.unexpected(request, response, e);
        }
    }

    /** Answers what a framework has wrapped into an exception of its own, if it is an answer. */
    private boolean isWrapped(
            HttpServletRequest request, HttpServletResponse response, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                problems.answer(request, response, refused);
                return true;
            }
            if (cause instanceof Problem problem) {
                problems.answer(request, response, problem);
                return true;
            }
        }
        return false;
    }

    private static @Nullable HttpStatus resolve(ErrorResponse error) {
        return HttpStatus.resolve(error.getStatusCode().value());
    }

    private void malformed(
            HttpServletRequest request, HttpServletResponse response, String sentence) {
        problems.answer(request, response, ProblemCode.MALFORMED, sentence);
    }
}
