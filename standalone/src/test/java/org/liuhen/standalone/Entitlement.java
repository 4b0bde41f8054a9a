package org.liuhen.standalone;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Role;

/**
 * Who may call what, as the contract says it and not as the code does: api.md, "who" and "The
 * route".
 */
enum Entitlement {
    ANYONE,
    SIGNED_IN,
    /** Whoever writes anything at all keeps drafts and phrases. */
    WRITERS,
    AUDITORS_OF_THE_SYSTEM,
    SYSTEM_ADMINISTRATOR,
    AUDITOR,
    DRAFTER_OF_THE_DEPARTMENT,
    /** Whoever may see the report. */
    SEES,
    DRAFTER,
    /** A drafter, and of them whoever began it. */
    DRAFTER_WHO_DID,
    STEP,
    FORWARDER,
    RULES_ON_TARGETS;

    private static final String REPORT = "/api/reports/{r}";

    private static final Map<String, Entitlement> OF =
            Map.ofEntries(
                    entry("GET /", ANYONE),
                    entry("GET /favicon.svg", ANYONE),
                    entry("GET /assets/{name}", ANYONE),
                    entry("GET /v3/api-docs", ANYONE),
                    entry("GET /v3/api-docs.yaml", ANYONE),
                    entry("GET /actuator/health/{group}", ANYONE),
                    entry("GET /api/session", ANYONE),
                    entry("POST /api/session", ANYONE),
                    entry("DELETE /api/session", ANYONE),
                    entry("GET /api/seal/checkpoint", ANYONE),
                    entry("GET /api/seal/key", ANYONE),
                    entry("GET /api/seal/policy", ANYONE),
                    entry("GET /api/seal/succession", ANYONE),
                    entry("GET /api/seal/tile/{*tile}", ANYONE),
                    entry("POST /api/seal/cosignatures", ANYONE),
                    entry("GET /api/reports", SIGNED_IN),
                    entry("GET /api/board", SIGNED_IN),
                    entry("GET /api/inbox", SIGNED_IN),
                    entry("GET /api/live", SIGNED_IN),
                    entry("GET /api/drafts", WRITERS),
                    entry("GET /api/drafts/{report}/{section}/{kind}", WRITERS),
                    entry("PUT /api/drafts/{report}/{section}/{kind}", WRITERS),
                    entry("DELETE /api/drafts/{report}/{section}/{kind}", WRITERS),
                    entry("GET /api/phrases", WRITERS),
                    entry("PUT /api/phrases", WRITERS),
                    entry("GET /api/journal", AUDITORS_OF_THE_SYSTEM),
                    entry("GET /api/stopped", SYSTEM_ADMINISTRATOR),
                    entry("POST /api/stopped/{r}/retry", SYSTEM_ADMINISTRATOR),
                    entry("POST /api/stopped/{r}/skip", SYSTEM_ADMINISTRATOR),
                    entry("GET " + REPORT + "/exceptions", AUDITOR),
                    entry("POST /api/reports", DRAFTER_OF_THE_DEPARTMENT),
                    entry("GET " + REPORT, SEES),
                    entry("GET " + REPORT + "/history", SEES),
                    entry("GET " + REPORT + "/history.csv", SEES),
                    entry("GET " + REPORT + "/history.xlsx", SEES),
                    entry("GET " + REPORT + "/report.docx", SEES),
                    entry("GET " + REPORT + "/approval-sheet.docx", SEES),
                    entry("GET " + REPORT + "/diff", SEES),
                    entry("GET " + REPORT + "/decisions", SEES),
                    // That an event is sealed, and its hash, are in the public tiles already.
                    entry("GET /api/seal/proof/{eventId}", SIGNED_IN),
                    entry("GET /api/seal/package/{r}", SEES),
                    entry("POST " + REPORT + "/forward", FORWARDER),
                    entry("PUT " + REPORT + "/sections/{s}", DRAFTER),
                    entry("POST " + REPORT + "/sections/{s}/submit", DRAFTER),
                    entry("POST " + REPORT + "/sections/{s}/withdraw", DRAFTER_WHO_DID),
                    entry("PUT " + REPORT + "/sections/{s}/return-items/{n}/reply", DRAFTER),
                    entry("POST " + REPORT + "/sections/{s}/approve", STEP),
                    entry("POST " + REPORT + "/sections/{s}/return", STEP),
                    entry("PUT " + REPORT + "/indicators/{i}/actual", DRAFTER),
                    entry("POST " + REPORT + "/indicators/{i}/revisions", DRAFTER),
                    entry(
                            "POST " + REPORT + "/indicators/{i}/revisions/{v}/approve",
                            RULES_ON_TARGETS),
                    entry(
                            "POST " + REPORT + "/indicators/{i}/revisions/{v}/reject",
                            RULES_ON_TARGETS),
                    entry(
                            "POST " + REPORT + "/indicators/{i}/revisions/{v}/withdraw",
                            DRAFTER_WHO_DID),
                    entry("PUT " + REPORT + "/line-items/{l}", DRAFTER));

    private static final Set<Role> WRITING =
            EnumSet.of(
                    Role.DRAFTER,
                    Role.SECTION_HEAD,
                    Role.DIRECTOR,
                    Role.BUDGET_OFFICER,
                    Role.PERFORMANCE_OFFICER,
                    Role.CONGRESS_REVIEWER);
    private static final Set<Role> FORWARDING =
            EnumSet.of(Role.DIRECTOR, Role.PERFORMANCE_OFFICER, Role.CONGRESS_REVIEWER);

    /**
     * Somebody who calls.
     *
     * @param roles none where nobody is signed in
     * @param ofTheDepartment whether the report is their department's
     */
    record Caller(String name, @Nullable Set<Role> roles, boolean ofTheDepartment) {
        private boolean holds(Role role) {
            return roles != null
                    && roles.contains(role)
                    && (ofTheDepartment || !Stage.OF_THE_DEPARTMENT.contains(role));
        }

        private boolean isOneOf(Set<Role> some) {
            return some.stream().anyMatch(this::holds);
        }

        private boolean sees(Stage stage) {
            return holds(Role.AUDITOR)
                    || isOneOf(stage.reached())
                    || Stage.OF_THE_DEPARTMENT.stream().anyMatch(this::holds);
        }
    }

    /**
     * What the contract says of a call.
     *
     * @throws AssertionError where it says nothing of it
     */
    static Entitlement of(Call call) {
        Entitlement found = OF.get(call.name());
        if (found == null && call.name().startsWith("GET /{screen")) {
            return ANYONE;
        }
        if (found == null) {
            throw new AssertionError("nothing is said of who may call " + call.name());
        }
        return found;
    }

    /** What may come of it: answered, refused for another reason, or not theirs to call. */
    Set<String> expected(Caller caller, Stage stage) {
        Set<Role> roles = caller.roles();
        if (this == ANYONE) {
            return Set.of("ok", "rules", "404");
        }
        if (roles == null) {
            return Set.of("401");
        }
        return switch (this) {
            case ANYONE, SIGNED_IN -> Set.of("ok");
            case WRITERS -> byRole(roles.stream().anyMatch(WRITING::contains));
            case AUDITORS_OF_THE_SYSTEM ->
                    byRole(roles.contains(Role.AUDITOR) || roles.contains(Role.AUDIT_ADMIN));
            case SYSTEM_ADMINISTRATOR ->
                    roles.contains(Role.SYSTEM_ADMIN)
                            ? Set.of("ok", "rules", "404")
                            : Set.of("403");
            case AUDITOR -> byRole(roles.contains(Role.AUDITOR));
            case DRAFTER_OF_THE_DEPARTMENT ->
                    caller.holds(Role.DRAFTER) ? Set.of("rules") : Set.of("403");
            case SEES -> caller.sees(stage) ? Set.of("ok") : Set.of("404");
            case DRAFTER -> command(caller, stage, caller.holds(Role.DRAFTER));
            case DRAFTER_WHO_DID ->
                    caller.holds(Role.DRAFTER)
                            ? Set.of("ok", "rules", "403")
                            : command(caller, stage, false);
            case STEP -> command(caller, stage, caller.isOneOf(stage.deciding()));
            case FORWARDER -> {
                Set<Role> forwarding = EnumSet.copyOf(stage.deciding());
                forwarding.retainAll(FORWARDING);
                yield command(caller, stage, caller.isOneOf(forwarding));
            }
            case RULES_ON_TARGETS -> command(caller, stage, caller.holds(Role.PERFORMANCE_OFFICER));
        };
    }

    private static Set<String> byRole(boolean may) {
        return may ? Set.of("ok") : Set.of("403");
    }

    private static Set<String> command(Caller caller, Stage stage, boolean may) {
        if (may) {
            return Set.of("ok", "rules");
        }
        return caller.sees(stage) ? Set.of("403") : Set.of("404");
    }
}
