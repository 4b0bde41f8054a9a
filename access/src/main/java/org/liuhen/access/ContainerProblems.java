package org.liuhen.access;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat refuses before any filter sees it, as a problem instead of a page. */
final class ContainerProblems extends ErrorReportValve {
    private final Problems problems;

    ContainerProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        boolean isAnswered = response.getContentWritten() > 0 || !response.setErrorReported();
        if (status < HttpServletResponse.SC_BAD_REQUEST || isAnswered) {
            return;
        }
        if (status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR || failure == null) {
            problems.answer(
                    request,
                    response,
                    ProblemCode.MALFORMED,
                    "请求无法读取：地址或请求头中有不允许的字符，或请求体没有完整送达，请检查后重试。");
        } else {
            problems.unexpected(request, response, failure);
        }
    }
}
