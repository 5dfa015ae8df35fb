package org.waymark.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The table of dependencies in the architecture document, over all modules. */
@AnalyzeClasses(packages = "org.waymark", importOptions = DoNotIncludeTests.class)
class ModulesTest {

    private static final String CONTRACT = "org.waymark.contract..";
    private static final String EVENT_STORE = "org.waymark.eventstore..";
    private static final String COMMAND = "org.waymark.command..";
    private static final String QUERY = "org.waymark.query..";
    private static final String NOTIFIER = "org.waymark.notifier..";
    private static final String STANDALONE = "org.waymark.standalone..";

    @ArchTest
    static final ArchRule the_contract_knows_the_jdk_and_jspecify_only = noClasses()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(CONTRACT, "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_event_store_knows_no_service = noClasses()
            .that()
            .resideInAPackage(EVENT_STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, QUERY, NOTIFIER, STANDALONE);

    @ArchTest
    static final ArchRule command_service_knows_no_other_service = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(QUERY, NOTIFIER, STANDALONE);

    @ArchTest
    static final ArchRule query_service_knows_no_other_service = noClasses()
            .that()
            .resideInAPackage(QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, NOTIFIER, STANDALONE);

    @ArchTest
    static final ArchRule the_notifier_knows_no_other_service = noClasses()
            .that()
            .resideInAPackage(NOTIFIER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, QUERY, STANDALONE);

    @ArchTest
    static final ArchRule only_the_database_of_one_machine_knows_the_embedded_server = noClasses()
            .that()
            .resideOutsideOfPackages("org.waymark.eventstore.embedded..", STANDALONE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("de.bwaldvogel..", "org.waymark.eventstore.embedded..");

    @ArchTest
    static final ArchRule modules_have_no_cycles =
            SlicesRuleDefinition.slices().matching("org.waymark.(*)..").should().beFreeOfCycles();
}
