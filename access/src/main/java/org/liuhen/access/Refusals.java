package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The security chain's refusals, as problems. */
final class Refusals
        implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    static final String SIGN_IN = "您还没有登录，或登录已经失效，请登录后重试。";
    static final String UNREADABLE = "请求的地址、参数或请求头中有不允许的字符，请检查后重试。";

    private final Problems problems;

    Refusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception) {
        problems.answer(request, response, ProblemCode.NOT_SIGNED_IN, SIGN_IN);
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException exception) {
        if (exception instanceof CsrfException) {
            problems.answer(
                    request,
                    response,
                    ProblemCode.NOT_PERMITTED,
                    "请求头 X-XSRF-TOKEN 缺失或与 Cookie XSRF-TOKEN 不一致，请刷新页面后重试。");
        } else if (exception instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof EndpointGate.Nowhere) {
            problems.answer(request, response, ProblemCode.NOT_FOUND, ProblemAdvice.NOTHING_HERE);
        } else {
            problems.answer(
                    request, response, ProblemCode.NOT_PERMITTED, "您的账号没有办理此事的职责，请由有相应职责的人员办理。");
        }
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestRejectedException exception) {
        problems.answer(request, response, ProblemCode.MALFORMED, UNREADABLE);
    }
}
