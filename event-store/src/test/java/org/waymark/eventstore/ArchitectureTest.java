package org.waymark.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.waymark.eventstore", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule depends_on_the_contract_and_on_infrastructure_only = classes()
            .that()
            .resideInAPackage("org.waymark.eventstore")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "com.github.benmanes.caffeine..",
                    "org.slf4j..",
                    "org.axonframework..",
                    "com.mongodb..",
                    "org.bson..",
                    "org.springframework..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson..",
                    "io.micrometer..",
                    "org.waymark.contract..",
                    "org.waymark.eventstore");

    @ArchTest
    static final ArchRule the_embedded_server_stands_alone = classes()
            .that()
            .resideInAPackage("org.waymark.eventstore.embedded..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "de.bwaldvogel.mongo..",
                    "org.h2.mvstore..",
                    "org.waymark.eventstore.embedded..");

    @ArchTest
    static final ArchRule time_comes_from_the_injected_clock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
