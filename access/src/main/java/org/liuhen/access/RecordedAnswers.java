package org.liuhen.access;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Puts on record what is about to be shown, where the endpoint's rule says so: nothing is sent
 * before that, so that nobody has read what the journal does not know of.
 */
@ControllerAdvice
final class RecordedAnswers implements ResponseBodyAdvice<Object> {
    private final Journal journal;

    RecordedAnswers(Journal journal) {
        this.journal = journal;
    }

    @Override
    public boolean supports(
            MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answer) {
            int status = answer.getServletResponse().getStatus();
            if (HttpStatusCode.valueOf(status).is2xxSuccessful()) {
                journal.answered(asked.getServletRequest(), status);
            }
        }
        return body;
    }
}
