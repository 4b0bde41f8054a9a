package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Deny by default, checked: every endpoint has its rule, and every rule its endpoint. */
public final class RuleCoverage {
    private RuleCoverage() {}

    /**
     * Fails with the list of endpoints without a rule and of rules without an endpoint.
     *
     * @param elsewhere what no controller of ours serves, or nobody may call: {@code "GET
     *     /assets/**"}
     */
    public static void check(
            RequestMappingHandlerMapping endpoints,
            Collection<EndpointRules> tables,
            String... elsewhere) {
        Set<String> served =
                endpoints.getHandlerMethods().keySet().stream()
                        .flatMap(RuleCoverage::spell)
                        .collect(Collectors.toCollection(TreeSet::new));
        check(served, ruled(tables, rule -> !isForOperators(rule)), elsewhere);
    }

    /** The same for what the management port serves. */
    public static void checkManagement(
            WebEndpointsSupplier endpoints, Collection<EndpointRules> tables) {
        Set<String> served =
                endpoints.getEndpoints().stream()
                        .flatMap(endpoint -> endpoint.getOperations().stream())
                        .map(WebOperation::getRequestPredicate)
                        .map(asked -> asked.getHttpMethod() + " /actuator/" + asked.getPath())
                        .collect(Collectors.toCollection(TreeSet::new));
        check(served, ruled(tables, RuleCoverage::isForOperators));
    }

    private static boolean isForOperators(EndpointRule rule) {
        return rule.access().equals(Access.OPERATORS);
    }

    private static Set<String> ruled(
            Collection<EndpointRules> tables, Predicate<EndpointRule> which) {
        return tables.stream()
                .flatMap(table -> table.rules().stream())
                .filter(which)
                .map(rule -> rule.method() + " " + rule.pattern())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void check(Set<String> served, Set<String> ruled, String... elsewhere) {
        List<String> known = Stream.concat(Stream.of(elsewhere), Stream.of("ANY /error")).toList();
        assertThat(difference(served, ruled, known)).as("endpoints without a rule").isEmpty();
        assertThat(difference(ruled, served, known)).as("rules without an endpoint").isEmpty();
    }

    private static Set<String> difference(Set<String> all, Set<String> some, List<String> known) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        known.forEach(rest::remove);
        return rest;
    }

    private static Stream<String> spell(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(path ->
                        methods.isEmpty()
                                ? Stream.of("ANY " + path)
                                : methods.stream().map(method -> method + " " + path));
    }
}
