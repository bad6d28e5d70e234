package io.countersign.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.countersign.routing.";
    private static final List<String> ADAPTERS = List.of("kafka", "http", "cel", "yaml");

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.countersign.routing");

    @Test
    void the_domain_knows_nothing_but_java_and_itself() {
        domainKnowsOnlyItself("signal", "policy", "route").check(SERVICE);
    }

    @Test
    void signals_know_no_policy_and_policies_know_no_route() {
        doesNotKnow("signal", "policy", "route").check(SERVICE);
        doesNotKnow("policy", "route").check(SERVICE);
    }

    @Test
    void adapters_do_not_know_each_other() {
        for (String adapter : ADAPTERS) {
            String[] others =
                    ADAPTERS.stream().filter(other -> !other.equals(adapter)).toArray(String[]::new);
            doesNotKnow(adapter, others).check(SERVICE);
        }
    }

    @Test
    void each_rule_can_fail() {
        assertThatThrownBy(() -> domainKnowsOnlyItself("kafka").check(SERVICE)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> doesNotKnow("kafka", "route").check(SERVICE)).isInstanceOf(AssertionError.class);
    }

    private static ArchRule domainKnowsOnlyItself(String... packages) {
        String[] own = Arrays.stream(packages).map(name -> ROOT + name + "..").toArray(String[]::new);
        return classes()
                .that()
                .resideInAnyPackage(own)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(own, "java..", "javax.crypto..", "org.jspecify.."));
    }

    private static ArchRule doesNotKnow(String one, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + one + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Arrays.stream(others).map(name -> ROOT + name + "..").toArray(String[]::new));
    }

    private static String[] concat(String[] own, String... others) {
        String[] all = Arrays.copyOf(own, own.length + others.length);
        System.arraycopy(others, 0, all, own.length, others.length);
        return all;
    }
}
