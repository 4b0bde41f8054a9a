package org.liuhen.command;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.BufferedBody;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.access.RequestId;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands every endpoint the request its command came with. */
@Component
class RequestArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    static final String KEY = "Idempotency-Key";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Request.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer mavContainer,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest http = webRequest.getNativeRequest(HttpServletRequest.class);
        if (http == null) {
            throw new IllegalStateException("not an HTTP request");
        }
        return new Request(RequestId.of(http).toString(), key(http), fingerprint(http));
    }

    private static UUID key(HttpServletRequest http) {
        String given = http.getHeader(KEY);
        if (given == null) {
            return RequestId.of(http).value();
        }
        try {
            UUID key = UUID.fromString(given);
            if (key.toString().equalsIgnoreCase(given)) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // answered below
        }
        throw Problem.of(
                ProblemCode.MALFORMED,
                "请求头 Idempotency-Key 须为 UUID，例如 018f3c1e-7a2b-7c3d-9e4f-5a6b7c8d9e0f，请更正后重试。");
    }

    private static String fingerprint(HttpServletRequest http) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String line = http.getMethod() + ' ' + http.getRequestURI() + '\n';
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(BufferedBody.of(http)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
