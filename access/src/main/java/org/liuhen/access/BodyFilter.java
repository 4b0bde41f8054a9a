package org.liuhen.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes in the whole body of a command before anything is done with it, and no more than is
 * allowed: counted as it comes, whatever its length was said to be.
 *
 * <p>Stands behind the security chain, so nobody fills the memory without having signed in first.
 */
final class BodyFilter extends OncePerRequestFilter {
    static final int LARGEST = 10 * 1024 * 1024;
    private static final int LARGEST_IN_PUBLIC = 16 * 1024;

    private static final String NOT_UTF8 = "请求体须为 UTF-8 编码的 JSON，请转换编码后重试。";

    private final Problems problems;

    BodyFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = read(request);
        } catch (Problem problem) {
            problems.answer(request, response, problem);
            return;
        }
        chain.doFilter(new BufferedBody(request, body), response);
    }

    private static byte[] read(HttpServletRequest request) {
        int largest = SignedIn.person().isPresent() ? LARGEST : LARGEST_IN_PUBLIC;
        byte[] body = request.getContentLengthLong() > largest ? null : take(request, largest + 1);
        if (body == null || body.length > largest) {
            throw Problem.of(ProblemCode.TOO_LARGE, "请求超过 " + size(largest) + " 的上限，请缩减内容后重试。");
        }
        if (isJson(request) && !isUtf8(request, body)) {
            throw Problem.of(ProblemCode.MALFORMED, NOT_UTF8);
        }
        return body;
    }

    private static byte[] take(HttpServletRequest request, int most) {
        try {
            return request.getInputStream().readNBytes(most);
        } catch (IOException _) {
            throw Problem.of(ProblemCode.MALFORMED, "请求体没有完整送达，请重新发送。");
        }
    }

    private static String size(int bytes) {
        return bytes == LARGEST ? "10 MiB" : bytes / 1024 + " KiB";
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    /**
     * Parsers are lenient about what is almost UTF-8, obey a charset that is none of ours, and
     * guess UTF-16 and UTF-32 from the zeros in them, which no JSON in UTF-8 has.
     */
    private static boolean isUtf8(HttpServletRequest request, byte[] body) {
        for (byte each : body) {
            if (each == 0) {
                return false;
            }
        }
        try {
            MediaType type = MediaType.parseMediaType(request.getContentType());
            if (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset())) {
                return false;
            }
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException | InvalidMediaTypeException e) {
            return false;
        }
    }
}
