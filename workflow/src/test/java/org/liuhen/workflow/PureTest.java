package org.liuhen.workflow;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules depend on what they are given and on nothing else, so that history folds alike. */
class PureTest {
    private static final JavaClasses WORKFLOW =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.liuhen.workflow");

    @Test
    void dependsOnTheLanguageAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.liuhen.workflow",
                        "org.jspecify.annotations",
                        "java.lang",
                        "java.lang.annotation",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.math",
                        "java.nio.charset",
                        "java.security",
                        "java.time",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream")
                .check(WORKFLOW);
    }

    @Test
    void readsNoClock() {
        noClasses()
                .should()
                .accessTargetWhere(calls("now|systemUTC|systemDefaultZone", "java\\.time\\..*"))
                .orShould()
                .accessTargetWhere(calls("currentTimeMillis|nanoTime", "java\\.lang\\.System"))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.Clock|java\\.util\\.(Date|Calendar|Timer.*)")
                .check(WORKFLOW);
    }

    @Test
    void throwsNoDice() {
        noClasses()
                .should()
                .accessTargetWhere(calls("randomUUID", "java\\.util\\.UUID"))
                .orShould()
                .accessTargetWhere(calls("random", "java\\.lang\\.(Strict)?Math"))
                .orShould()
                .accessTargetWhere(calls("shuffle", "java\\.util\\.Collections"))
                .orShould()
                .accessTargetWhere(calls("identityHashCode", "java\\.lang\\.System"))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(".*Random.*")
                .check(WORKFLOW);
    }

    @Test
    void readsAndWritesNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..", "javax..", "java.util.logging..")
                .orShould()
                .accessTargetWhere(
                        calls("getenv|getProperty|getProperties|load.*", "java\\.lang\\.System"))
                .orShould()
                .accessTargetWhere(calls("getDefault", "java\\.util\\.(Locale|TimeZone)"))
                .orShould()
                .accessTargetWhere(calls("formatted", "java\\.lang\\.String"))
                .check(WORKFLOW);
    }

    @Test
    void keepsNothingBetweenCalls() {
        fields().that()
                .areStatic()
                .and(are(written()))
                .should()
                .beFinal()
                .andShould()
                .haveRawType(unchanging())
                .check(WORKFLOW);
        classes().that().areRecords().should().haveOnlyFinalFields().check(WORKFLOW);
    }

    @Test
    void startsNoThreadAndWaitsForNone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(.*Thread.*|ScopedValue.*|Process.*|Runtime)")
                .check(WORKFLOW);
        methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(WORKFLOW);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String method, String owner) {
        Pattern name = Pattern.compile(method);
        Pattern of = Pattern.compile(owner);
        return DescribedPredicate.describe(
                "%s.%s".formatted(owner, method),
                access ->
                        name.matcher(access.getTarget().getName()).matches()
                                && of.matcher(access.getTargetOwner().getName()).matches());
    }

    /** Not made by the compiler, as the tables behind a switch are. */
    private static DescribedPredicate<JavaField> written() {
        return DescribedPredicate.describe(
                "written", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static DescribedPredicate<JavaClass> unchanging() {
        Set<String> known = Set.of("java.lang.String", "java.util.regex.Pattern");
        return DescribedPredicate.describe(
                "unchanging",
                type ->
                        type.isPrimitive()
                                || type.isEnum()
                                || type.isRecord()
                                || known.contains(type.getName()));
    }
}
