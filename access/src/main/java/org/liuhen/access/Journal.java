package org.liuhen.access;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What auditors of the system read beside the reports' own history: who signed in and out, who was
 * shown what, and what was refused to whom. Who changed an account, the database enters itself.
 *
 * <p>Written before the answer is sent, on a connection that no other work has part in; a journal
 * that cannot be written is reported in the log and stops nobody's work.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> REFUSED_READING = Set.of(401, 403, 404);
    private static final String USERNAME = Journal.class.getName() + ".username";
    private static final String LOOKED_AT = Journal.class.getName() + ".looked-at";
    private static final int LONGEST = 500;
    private static final int LONGEST_SAMPLE = 80;

    private final JdbcClient database;
    private final Repetitions repetitions;

    Journal(JdbcClient database, Repetitions repetitions) {
        this.database = database;
        this.repetitions = repetitions;
    }

    /**
     * Remembers the name someone tries to sign in with, for whatever is recorded of the request.
     */
    static void attempt(HttpServletRequest request, @Nullable String username) {
        request.setAttribute(USERNAME, username);
    }

    /** Whether the request is somebody's attempt to sign in. */
    static boolean isAttempt(HttpServletRequest request) {
        return request.getAttribute(USERNAME) != null;
    }

    /**
     * Has the answer to this request recorded, where its rule does not: an endpoint that is a look
     * at something only for some who ask.
     *
     * @param what was looked at, in Chinese
     */
    public static void record(HttpServletRequest request, JournalCode code, String what) {
        request.setAttribute(LOOKED_AT, new Look(code, what));
    }

    private record Look(JournalCode code, @Nullable String what) {}

    void signedIn(HttpServletRequest request, Person person) {
        append(request, person, 200, JournalCode.SIGNED_IN.text(), null);
    }

    void signedOut(HttpServletRequest request, Person person) {
        append(request, person, 204, JournalCode.SIGNED_OUT.text(), null);
    }

    /** What is about to be shown, where its rule or its endpoint has it recorded. */
    void answered(HttpServletRequest request, int status) {
        look(request)
                .ifPresent(look ->
                        append(
                                request,
                                SignedIn.person().orElse(null),
                                status,
                                look.code.text(),
                                look.what));
    }

    private static Optional<Look> look(HttpServletRequest request) {
        return request.getAttribute(LOOKED_AT) instanceof Look look
                ? Optional.of(look)
                : ChosenRule.of(request)
                        .map(chosen -> chosen.rule().recordedAs())
                        .map(code -> new Look(code, null));
    }

    /**
     * Any refused command, and readings refused to this person; what is repeated too often is
     * counted ({@link Repetitions}).
     */
    void refusal(HttpServletRequest request, ProblemCode code, String detail) {
        if (code == ProblemCode.UNAVAILABLE || code == ProblemCode.DISK_FULL) {
            return; // nor is there a database, or space in it, to write this to
        }
        Person person = SignedIn.person().orElse(null);
        boolean isFlood = person == null && code == ProblemCode.TOO_MANY_REQUESTS;
        if (isDeed(request) || isFlood || REFUSED_READING.contains(code.status())) {
            if (!repetitions.take(refused(request, person, code))) {
                append(request, person, code.status(), code.text(), detail);
            }
        }
    }

    private static RefusedRequest refused(
            HttpServletRequest request, @Nullable Person person, ProblemCode code) {
        Object username = request.getAttribute(USERNAME);
        String path = Objects.requireNonNullElse(request.getRequestURI(), "");
        return new RefusedRequest(
                Instant.now(),
                person,
                username == null ? null : Words.clean(username.toString(), LONGEST_SAMPLE),
                ClientAddress.network(Objects.requireNonNullElse(request.getRemoteAddr(), "")),
                Words.clean(method(request) + " " + path, LONGEST_SAMPLE),
                code);
    }

    private static boolean isDeed(HttpServletRequest request) {
        return !READING.contains(method(request))
                && ChosenRule.of(request).map(chosen -> chosen.rule().deed()).orElse(true);
    }

    private void append(
            HttpServletRequest request,
            @Nullable Person person,
            int status,
            String code,
            @Nullable String detail) {
        try {
            insert(request, person, status, code, detail);
        } catch (RuntimeException e) {
            LOG.error("not journaled: {} {}", status, code, e);
        }
    }

    private void insert(
            HttpServletRequest request,
            @Nullable Person person,
            int status,
            String code,
            @Nullable String detail) {
        database.sql(
                        """
                        INSERT INTO access.journal (id, at, request_id, person_id, person_name,
                                                    organisation_id, organisation_name, post,
                                                    username, address, method, path, report_id,
                                                    asked, status, code, detail)
                        VALUES (:id, :at, :requestId, :personId, :personName,
                                :organisationId, :organisationName, :post,
                                :username, :address, :method, :path, :reportId,
                                :asked, :status, :code, :detail)\
                        """)
                .param("id", RequestId.next().value())
                .param("at", Timestamp.from(Instant.now()))
                .param("requestId", RequestId.of(request).value())
                .param("personId", person == null ? null : person.id())
                .param("personName", person == null ? null : person.name())
                .param("organisationId", person == null ? null : person.organisation().id())
                .param("organisationName", person == null ? null : person.organisation().name())
                .param("post", person == null ? null : person.post())
                .param("username", clean(request.getAttribute(USERNAME)))
                .param("address", clean(request.getRemoteAddr()))
                .param("method", clean(method(request)))
                .param("path", clean(Objects.requireNonNullElse(request.getRequestURI(), "")))
                .param(
                        "reportId",
                        clean(ChosenRule.of(request).map(ChosenRule::reportId).orElse(null)))
                .param("asked", asked(request))
                .param("status", status)
                .param("code", code)
                .param("detail", clean(detail))
                .update();
    }

    /** What the endpoint does, in the words of its description, where the request came so far. */
    private static @Nullable String asked(HttpServletRequest request) {
        Operation described =
                request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                                instanceof HandlerMethod endpoint
                        ? endpoint.getMethodAnnotation(Operation.class)
                        : null;
        return described == null ? null : described.summary();
    }

    /** Of a request that even the container could not read there is none, nor a path. */
    private static String method(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getMethod(), "");
    }

    private static @Nullable String clean(@Nullable Object text) {
        return text == null ? null : Words.clean(text.toString(), LONGEST);
    }
}
