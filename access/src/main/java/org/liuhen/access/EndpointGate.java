package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Lets a request through where a rule says so, and nowhere else. */
final class EndpointGate implements AuthorizationManager<RequestAuthorizationContext> {
    /** No rule: for whoever is signed in there is nothing there. */
    enum Nowhere implements AuthorizationResult {
        NOWHERE;

        @Override
        public boolean isGranted() {
            return false;
        }
    }

    private record Row(EndpointRule rule, PathPattern path) {
        Row(EndpointRule rule) {
            this(rule, PathPatternParser.defaultInstance.parse(rule.pattern()));
        }

        Map<String, String> variables(PathContainer given) {
            PathPattern.PathMatchInfo match = path.matchAndExtract(given);
            return match == null ? Map.of() : match.getUriVariables();
        }
    }

    private final List<Row> rows;
    private final ManagementPort managementPort;

    /** Reads the table with the most specific patterns first, as controllers are chosen. */
    EndpointGate(List<EndpointRule> rules, ManagementPort managementPort) {
        this.rows = rules.stream().map(Row::new).sorted(Comparator.comparing(Row::path)).toList();
        this.managementPort = managementPort;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication,
            RequestAuthorizationContext context) {
        Optional<ChosenRule> chosen = choose(context.getRequest());
        chosen.ifPresent(rule -> rule.rememberIn(context.getRequest()));
        return chosen.map(ChosenRule::rule)
                .<AuthorizationResult>map(
                        rule -> new AuthorizationDecision(admits(rule.access(), authentication)))
                .orElse(Nowhere.NOWHERE);
    }

    private Optional<ChosenRule> choose(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        // A HEAD request is a GET whose body nobody wants.
        HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        boolean operating = managementPort.took(request);
        return rows.stream()
                .filter(row -> row.rule().access().equals(Access.OPERATORS) == operating)
                .filter(row -> row.rule().method().equals(asked) && row.path().matches(path))
                .findFirst()
                .map(row -> new ChosenRule(row.rule(), row.variables(path)));
    }

    /** Asks who it is only where that matters: a public endpoint costs no look at the accounts. */
    private static boolean admits(
            Access access, Supplier<? extends Authentication> authentication) {
        return access.equals(Access.PUBLIC)
                || access.equals(Access.OPERATORS)
                || (authentication.get() instanceof SignedIn signedIn
                        && access.admits(Optional.of(signedIn.who())));
    }
}
