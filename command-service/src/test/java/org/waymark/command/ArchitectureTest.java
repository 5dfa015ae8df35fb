package org.waymark.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import org.waymark.command.rule.Decider;

@AnalyzeClasses(packages = "org.waymark.command", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule of_waymark_only_contract_and_event_store_are_used = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.waymark..")
            .orShould()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.waymark.command..",
                    "org.waymark.contract..",
                    "org.waymark.eventstore",
                    "java..",
                    "javax..",
                    "jakarta..",
                    "org.axonframework..",
                    "org.springframework..",
                    "org.springdoc..",
                    "io.swagger..",
                    "io.micrometer..",
                    "com.mongodb..",
                    "org.bson..",
                    "org.apache.commons.csv..",
                    "tools.jackson..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule no_service_is_used = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.waymark.query..", "org.waymark.notifier..", "org.waymark.standalone..");

    @ArchTest
    static final ArchRule deciders_are_known_to_their_own_feature_only = classes()
            .that()
            .areAssignableTo(Decider.class)
            .and()
            .doNotHaveSimpleName("Decider")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule features_do_not_depend_on_each_other_in_circles =
            slices().matching("org.waymark.command.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_comes_from_the_clock =
            noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now");
}
