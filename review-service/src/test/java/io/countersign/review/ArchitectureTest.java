package io.countersign.review;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the service: a pure domain, adapters that do not know each other. */
class ArchitectureTest {

    private static final String ROOT = "io.countersign.review";
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theDomainKnowsNothingButJavaAndItself() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".task")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".task")
                .because("what is decided at the desk must be testable without a framework, a clock or a database")
                .check(SERVICE);
    }

    @Test
    void theDomainReadsNoClock() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".task")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .because("time is a parameter")
                .check(SERVICE);
    }

    @Test
    void theWebKnowsNeitherTheDatabaseNorKafka() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".postgres", ROOT + ".queue", ROOT + ".kafka", "io.countersign.event..")
                .because("adapters meet in the use cases")
                .check(SERVICE);
    }

    @Test
    void kafkaAndTheDatabaseDoNotKnowEachOtherOrTheWeb() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".postgres", ROOT + ".queue", ROOT + ".http")
                .because("adapters meet in the use cases")
                .check(SERVICE);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".postgres", ROOT + ".queue")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".kafka", ROOT + ".http", "io.countersign.event..")
                .because("adapters meet in the use cases")
                .check(SERVICE);
    }
}
