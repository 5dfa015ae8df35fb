package org.waymark.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.waymark.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {

    @ArchTest
    static final ArchRule no_service_depends_on_another = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.waymark.command..", "org.waymark.notifier..", "org.waymark.standalone..");

    @ArchTest
    static final ArchRule the_fold_is_pure = noClasses()
            .that()
            .resideInAPackage("..query.fold..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "com.mongodb..", "org.axonframework..", "org.waymark.query.projection..");

    @ArchTest
    static final ArchRule only_the_projection_knows_axon = noClasses()
            .that()
            .resideOutsideOfPackage("..query.projection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule views_do_not_know_where_they_come_from = noClasses()
            .that()
            .resideInAPackage("..query.view..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..query.projection..", "..query.reading..", "..query.fold..", "org.springframework..");
}
