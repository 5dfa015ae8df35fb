package org.waymark.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractArchitectureTest {

    private static final JavaClasses CONTRACT =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.waymark.contract");

    @Test
    void the_contract_depends_on_nothing_but_the_jdk_and_null_annotations() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.waymark.contract..", "java..", "javax.crypto..", "org.jspecify..")
                .check(CONTRACT);
    }
}
