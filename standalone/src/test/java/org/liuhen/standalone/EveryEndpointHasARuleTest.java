package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.RuleCoverage;
import org.liuhen.workflow.ReportCommand;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Deny by default: what has no rule, no handler or no endpoint does not get through the build. */
class EveryEndpointHasARuleTest {
    private static final String AGGREGATE = "org.liuhen.command.ReportAggregate";

    private static final String WRITTEN_BY_ITSELF = "^void$|StreamingResponseBody|Emitter";

    private final Running office = Running.shared();

    @Test
    void everyEndpointOfTheRunningApplicationHasItsRuleAndEveryRuleItsEndpoint() {
        RuleCoverage.check(
                office.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class),
                office.beans(EndpointRules.class));
    }

    @Test
    void everyEndpointOfTheManagementPortHasItsRuleAndEveryRuleItsEndpoint() {
        RuleCoverage.checkManagement(
                office.bean("webEndpointDiscoverer", WebEndpointsSupplier.class),
                office.beans(EndpointRules.class));
    }

    @Test
    void everyLookAtAReportIsOnRecord() {
        List<EndpointRule> rules =
                office.beans(EndpointRules.class).stream()
                        .flatMap(table -> table.rules().stream())
                        .toList();
        assertThat(unrecorded(rules)).as("shows a report and tells nobody").isEmpty();
        EndpointRule forgotten =
                new EndpointRule(HttpMethod.GET, "/api/reports/{r}/forgotten", Access.SIGNED_IN);
        assertThat(unrecorded(List.of(forgotten))).containsExactly("/api/reports/{r}/forgotten");
    }

    /** What is written in any other way passes by {@code RecordedAnswers}. */
    @Test
    void whatIsOnRecordIsAnsweredAsABody() {
        Set<String> recorded =
                office.beans(EndpointRules.class).stream()
                        .flatMap(table -> table.rules().stream())
                        .filter(rule -> rule.recordedAs() != null)
                        .map(EndpointRule::pattern)
                        .collect(Collectors.toCollection(TreeSet::new));
        List<String> answers =
                office
                        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .entrySet()
                        .stream()
                        .filter(each ->
                                each.getKey().getPatternValues().stream()
                                        .anyMatch(recorded::contains))
                        .map(each -> each.getValue().getMethod().getGenericReturnType())
                        .map(Type::getTypeName)
                        .toList();
        assertThat(answers)
                .hasSize(recorded.size())
                .allSatisfy(type -> assertThat(type).doesNotContainPattern(WRITTEN_BY_ITSELF));
        assertThat(ResponseEntity.class.getName() + "<" + StreamingResponseBody.class.getName())
                .containsPattern(WRITTEN_BY_ITSELF);
    }

    private static List<String> unrecorded(List<EndpointRule> rules) {
        return rules.stream()
                .filter(rule -> rule.method().equals(HttpMethod.GET))
                .filter(rule -> rule.pattern().contains("{r}"))
                .filter(rule -> rule.recordedAs() == null)
                .map(EndpointRule::pattern)
                .toList();
    }

    @Test
    void everyCommandHasAHandlerOfItsOwn() throws ClassNotFoundException {
        Set<String> handled =
                Arrays.stream(Class.forName(AGGREGATE).getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                        .map(method -> method.getParameterTypes()[0].getSimpleName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(handled).isEqualTo(commands());
    }

    @Test
    void everyCommandIsMadeByAnEndpoint() {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.liuhen.command", "org.liuhen.workflow");
        Set<String> made =
                classes.stream()
                        .filter(type -> type.isAssignableTo(ReportCommand.class))
                        .flatMap(EveryEndpointHasARuleTest::makers)
                        .map(call -> call.getTargetOwner().getSimpleName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(made).isEqualTo(commands());
    }

    private static Stream<JavaConstructorCall> makers(JavaClass command) {
        return command.getConstructorCallsToSelf().stream()
                .filter(call ->
                        call.getOrigin().isAnnotatedWith(PostMapping.class)
                                || call.getOrigin().isAnnotatedWith(PutMapping.class));
    }

    private static Set<String> commands() {
        Set<String> commands =
                concrete(ReportCommand.class)
                        .map(Class::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(commands).contains("OpenReport", "ReturnSection").hasSizeGreaterThan(10);
        return commands;
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        Class<?>[] kinds = type.getPermittedSubclasses();
        return kinds == null
                ? Stream.of(type)
                : List.of(kinds).stream().flatMap(EveryEndpointHasARuleTest::concrete);
    }
}
