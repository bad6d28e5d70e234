package io.countersign.feedback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of the service: a pure domain, use cases without a framework, adapters that do not know each other. */
class ArchitectureTest {

    private static final String BASE = "io.countersign.feedback";
    private static final String[] DOMAIN = {
        BASE + ".trace..", BASE + ".label..", BASE + ".metrics..", BASE + ".objection.."
    };

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);
    private static final JavaClasses BROKEN = new ClassFileImporter()
            .importClasses(
                    RuleBreaker.class,
                    io.countersign.feedback.trace.RuleBreaker.class,
                    io.countersign.feedback.http.RuleBreaker.class,
                    io.countersign.feedback.kafka.RuleBreaker.class);

    static Stream<ArchRule> rules() {
        return Stream.of(
                classes()
                        .that()
                        .resideInAnyPackage(DOMAIN)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                DOMAIN[0],
                                DOMAIN[1],
                                DOMAIN[2],
                                DOMAIN[3],
                                "java..",
                                "io.countersign.statistics..",
                                "org.jspecify..")
                        .because(
                                "what a trace, a label and a metric are must not hang on a framework or a wire format"),
                noClasses()
                        .that()
                        .resideInAnyPackage(DOMAIN)
                        .should()
                        .callMethod(Instant.class, "now")
                        .because("the same events must be the same trace at any time"),
                noClasses()
                        .that()
                        .resideInAPackage(BASE)
                        .and()
                        .doNotHaveSimpleName("FeedbackServiceApplication")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                BASE + ".kafka..",
                                BASE + ".http..",
                                BASE + ".postgres..",
                                "io.countersign.event..",
                                "io.countersign.kit..",
                                "org.springframework..",
                                "org.apache..",
                                "io.r2dbc..")
                        .because("use cases speak to adapters through interfaces of their own"),
                slices().matching(BASE + ".(kafka|http|postgres)..")
                        .should()
                        .notDependOnEachOther()
                        .because("adapters meet in the use cases"),
                noClasses()
                        .that()
                        .resideInAPackage(BASE + ".http..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.countersign.event..", "org.apache..", "io.r2dbc..")
                        .because("the API has names of its own, whatever the wire and the tables have"),
                noClasses()
                        .that()
                        .resideInAPackage(BASE + ".http..")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(".*(ProtectedGroups|OfGroups)")
                        .because("protected groups are kept, and shown to nobody"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_service_keeps_the_rule(ArchRule rule) {
        rule.check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_fails_when_it_is_broken(ArchRule rule) {
        assertThat(rule.evaluate(BROKEN).hasViolation()).isTrue();
    }
}
