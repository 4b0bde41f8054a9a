package org.liuhen.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.WebUtils;

/**
 * Browsers that somebody signed in from before (OWASP's device cookies): what others fail at from
 * elsewhere does not keep their people out. A browser's cookie is a secret without meaning, of
 * which only the hash is kept; it opens nothing by itself.
 */
final class KnownBrowsers {
    static final String COOKIE = "LIUHEN_BROWSER";

    private static final Logger LOG = LoggerFactory.getLogger(KnownBrowsers.class);
    private static final int BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int MOST_OF_AN_ACCOUNT = 20;
    private static final Duration REMEMBERED = Duration.ofDays(180);

    private final JdbcClient database;
    private final SecureRandom random = new SecureRandom();

    KnownBrowsers(JdbcClient database) {
        this.database = database;
    }

    /** The browser of this request, where somebody signed in from it under that name before. */
    Optional<String> known(HttpServletRequest request, String username) {
        return token(request).filter(token -> isKnown(token, username));
    }

    /** That this person has signed in from the browser of this request; it is told who it is. */
    void remember(UUID account, HttpServletRequest request, HttpServletResponse response) {
        try {
            String token = token(request).filter(this::isOurs).orElseGet(this::next);
            if (keep(account, hash(token))) {
                forgetOthers(account);
            }
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, token).toString());
        } catch (RuntimeException e) {
            LOG.warn("a browser is not remembered", e);
        }
    }

    private static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .map(Cookie::getValue)
                .filter(value -> TOKEN.matcher(value).matches());
    }

    private static ResponseCookie cookie(HttpServletRequest request, String token) {
        return ResponseCookie.from(COOKIE, token)
                .path("/api/session")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .maxAge(REMEMBERED)
                .build();
    }

    private boolean isKnown(String token, String username) {
        return database.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM access.known_browser JOIN access.account ON id = account_id
                            WHERE token_hash = ? AND username = ? AND seen_at > now() - make_interval(days => ?::int))\
                        """)
                .params(hash(token), username, REMEMBERED.toDays())
                .query(Boolean.class)
                .single();
    }

    /** A secret that somebody brings along, and we never gave out, is not taken up. */
    private boolean isOurs(String token) {
        return database.sql("SELECT EXISTS (SELECT FROM access.known_browser WHERE token_hash = ?)")
                .param(hash(token))
                .query(Boolean.class)
                .single();
    }

    private String next() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Once a day at most, so that signing in again and again writes nothing. */
    private boolean keep(UUID account, byte[] hash) {
        return database.sql(
                                """
                                INSERT INTO access.known_browser AS known (account_id, token_hash) VALUES (?, ?)
                                ON CONFLICT (account_id, token_hash) DO UPDATE SET seen_at = now()
                                WHERE known.seen_at < now() - interval '1 day'\
                                """)
                        .params(account, hash)
                        .update()
                > 0;
    }

    private void forgetOthers(UUID account) {
        database.sql(
                        """
                        DELETE FROM access.known_browser
                        WHERE account_id = :account
                          AND (seen_at < now() - make_interval(days => :days::int) OR token_hash NOT IN (
                            SELECT token_hash FROM access.known_browser WHERE account_id = :account
                            ORDER BY seen_at DESC LIMIT :most))\
                        """)
                .param("account", account)
                .param("days", REMEMBERED.toDays())
                .param("most", MOST_OF_AN_ACCOUNT)
                .update();
    }

    private static byte[] hash(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
