package org.liuhen.access;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.support.TransactionOperations;

/** Sessions in the database: both services see the same, and a dead one is dead on both. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(tableName = "access.session")
class SessionConfiguration {
    static final String COOKIE = "LIUHEN_SESSION";

    /**
     * Notes that a session is used once a minute and not at every request: a reading then writes
     * nothing and waits for no disk. Nothing else of a session ever changes, since signing in makes
     * a new one.
     */
    private static final String TOUCH =
            """
            UPDATE %TABLE_NAME%
            SET session_id = ?, last_access_time = ?, max_inactive_interval = ?, expiry_time = ?, principal_name = ?
            WHERE primary_id = ? AND last_access_time < extract(epoch FROM now()) * 1000 - 60000\
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessions(AccessSettings settings) {
        return sessions -> {
            sessions.setDefaultMaxInactiveInterval(settings.session().idle());
            sessions.setUpdateSessionQuery(TOUCH);
        };
    }

    /**
     * One statement reads a session and one keeps it: a transaction around each would only add
     * trips to the database, at every request. Not for anyone else to be given by type.
     */
    @Bean(defaultCandidate = false)
    @Qualifier("springSessionTransactionOperations")
    TransactionOperations springSessionTransactionOperations() {
        return TransactionOperations.withoutTransaction();
    }

    @Bean
    CookieSerializer sessionCookie() {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(COOKIE);
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        // Secure whenever the request is: the serializer's default.
        return cookie;
    }

    /** A session holds text and nothing else: no Java object is ever read from the table. */
    @Bean
    ConversionService springSessionConversionService() {
        GenericConversionService text = new GenericConversionService();
        text.addConverter(
                Object.class, byte[].class, o -> ((String) o).getBytes(StandardCharsets.UTF_8));
        text.addConverter(
                byte[].class, Object.class, bytes -> new String(bytes, StandardCharsets.UTF_8));
        return text;
    }
}
