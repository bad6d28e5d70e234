package io.countersign.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.countersign.ingest.prediction.RuleBreaker;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String BASE = "io.countersign.ingest";
    private static final String[] DOMAIN = {
        BASE + ".fault..",
        BASE + ".prediction..",
        BASE + ".outcome..",
        BASE + ".exclusion..",
        BASE + ".refusal..",
        BASE + ".deadletter.."
    };

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    private static final ArchRule DOMAIN_IS_PURE = classes()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(DOMAIN, "java..", "io.countersign.statistics..", "org.jspecify.."))
            .because("the domain knows no framework, no wire format and no database");

    private static final ArchRule ADAPTERS_KEEP_APART = slices().matching(BASE + ".(kafka|http|postgres)..")
            .should()
            .notDependOnEachOther()
            .because("an adapter speaks to use cases alone");

    private static final ArchRule WIRE_DOES_NO_IO = noClasses()
            .that()
            .resideInAPackage(BASE + ".wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".kafka..", BASE + ".http..", BASE + ".postgres..", "org.springframework..", "io.r2dbc..")
            .because("every adapter may use it, so it must be none itself");

    private static final ArchRule ONLY_THE_EDGE_MAKES_COMMANDS = noClasses()
            .that()
            .resideInAnyPackage(with(DOMAIN, BASE + ".postgres..", BASE + ".wire.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE)
            .because("only listeners and controllers make commands: arrivals and orders of use cases");

    @Test
    void the_domain_imports_only_java_statistics_and_jspecify() {
        DOMAIN_IS_PURE.check(OURS);
    }

    @Test
    void adapters_never_import_each_other() {
        ADAPTERS_KEEP_APART.check(OURS);
    }

    @Test
    void translation_does_no_input_or_output() {
        WIRE_DOES_NO_IO.check(OURS);
    }

    @Test
    void only_listeners_and_controllers_make_commands() {
        ONLY_THE_EDGE_MAKES_COMMANDS.check(OURS);
    }

    @Test
    void each_rule_fails_when_it_is_broken() {
        var broken = new ClassFileImporter()
                .importClasses(
                        RuleBreaker.class,
                        io.countersign.ingest.kafka.RuleBreaker.class,
                        io.countersign.ingest.http.RuleBreaker.class,
                        io.countersign.ingest.wire.RuleBreaker.class);

        assertThat(DOMAIN_IS_PURE.evaluate(broken).hasViolation()).isTrue();
        assertThat(ADAPTERS_KEEP_APART.evaluate(broken).hasViolation()).isTrue();
        assertThat(WIRE_DOES_NO_IO.evaluate(broken).hasViolation()).isTrue();
        assertThat(ONLY_THE_EDGE_MAKES_COMMANDS.evaluate(broken).hasViolation()).isTrue();
    }

    private static String[] with(String[] some, String... more) {
        var all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
