package org.liuhen.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.liuhen", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

    @ArchTest
    static final ArchRule RULES_KNOW_NO_FRAMEWORK =
            classes()
                    .that()
                    .resideInAPackage("org.liuhen.workflow..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("org.liuhen.workflow..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule COMMANDS_DO_NOT_KNOW_QUERIES =
            noClasses()
                    .that()
                    .resideInAPackage("org.liuhen.command..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.liuhen.query..");

    @ArchTest
    static final ArchRule QUERIES_DO_NOT_KNOW_COMMANDS =
            noClasses()
                    .that()
                    .resideInAPackage("org.liuhen.query..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.liuhen.command..");

    @ArchTest
    static final ArchRule SLICES_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("org.liuhen.query.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule WHAT_IS_SHOWN_IS_A_FUNCTION_OF_THE_RECORD =
            classes()
                    .that()
                    .resideInAPackage("org.liuhen.views..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.liuhen.views..",
                            "org.liuhen.workflow..",
                            "org.liuhen.contracts..",
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "com.fasterxml.jackson..",
                            "tools.jackson..",
                            "com.github.difflib..",
                            "com.ibm.icu..",
                            "io.swagger.v3.oas.annotations..",
                            "org.jspecify..");

    /** What it uses would be frozen with it. */
    @ArchTest
    static final ArchRule A_FORM_OF_A_PACKAGE_STANDS_ALONE =
            classes()
                    .that()
                    .resideInAPackage("org.liuhen.seal.form1..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.liuhen.seal.form1..",
                            "org.liuhen.workflow..",
                            "java..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule WHAT_IS_SHOWN_HERE_DOES_NOT_KNOW_WHAT_IS_SHOWN_THERE =
            slices().matching("org.liuhen.views.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            resideInAPackage("org.liuhen.views.."),
                            resideInAPackage("org.liuhen.views.difference.."));

    @ArchTest
    static final ArchRule WHAT_SLICES_SHARE_DOES_NOT_KNOW_THEM =
            noClasses()
                    .that()
                    .resideInAPackage("org.liuhen.query")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.liuhen.query.*..");

    @ArchTest
    static final ArchRule NOR_DOES_WHAT_VIEWS_SHARE =
            noClasses()
                    .that()
                    .resideInAPackage("org.liuhen.views")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.liuhen.views.*..");

    @ArchTest
    static final ArchRule WHAT_SERVICES_SHARE_DOES_NOT_KNOW_THEM =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.liuhen.contracts..",
                            "org.liuhen.seal..",
                            "org.liuhen.database..",
                            "org.liuhen.access..",
                            "org.liuhen.operations..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.liuhen.command..",
                            "org.liuhen.query..",
                            "org.liuhen.standalone..");

    @ArchTest
    static final ArchRule CONTRACTS_AND_PROOFS_KNOW_NO_SPRING_AND_NO_AXON =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.liuhen.contracts..",
                            "org.liuhen.seal..",
                            "org.liuhen.verifier..",
                            "org.liuhen.witness..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework..", "org.axonframework..");

    @ArchTest
    static final ArchRule WHO_CHECKS_A_PACKAGE_NEEDS_NO_NETWORK =
            noClasses()
                    .that()
                    .resideInAnyPackage("org.liuhen.seal..", "org.liuhen.verifier..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net..", "javax.net..");

    @ArchTest
    static final ArchRule NAMES_ARE_THE_FIELDS_WORDS =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Util");
}
