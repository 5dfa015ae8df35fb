package org.waymark.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(packages = "org.waymark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule no_service_depends_on_another = noClasses()
            .that()
            .resideInAPackage("org.waymark.notifier..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.waymark.command..", "org.waymark.query..", "org.waymark.standalone..");

    @ArchTest
    static final ArchRule the_sweep_knows_no_framework_and_no_database = noClasses()
            .that()
            .resideInAPackage("org.waymark.notifier.sweep..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.axonframework..",
                    "com.mongodb..",
                    "org.waymark.eventstore..",
                    "org.waymark.notifier.outbox..",
                    "org.waymark.notifier.check..",
                    "org.waymark.notifier.mail..");

    @ArchTest
    static final ArchRule a_preview_has_nothing_at_hand_with_which_to_send_or_to_take_the_lease = noClasses()
            .that()
            .resideInAPackage("org.waymark.notifier.preview..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.waymark.notifier.check..", "org.waymark.notifier.mail..", "org.springframework.mail..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("Sender");

    @ArchTest
    static final ArchRule clocks_are_injected = noClasses()
            .that()
            .resideInAPackage("org.waymark.notifier..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule rules_are_reached_through_their_table_only = classes()
            .that()
            .implement("org.waymark.notifier.sweep.Rule")
            .should()
            .bePackagePrivate();
}
