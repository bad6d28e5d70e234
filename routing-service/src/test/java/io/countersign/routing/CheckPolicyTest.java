package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.countersign.routing.policy.CompiledPolicy;
import io.countersign.routing.policy.PolicyFault;
import io.countersign.setup.DefaultPolicy;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be published, and how its author is told. */
class CheckPolicyTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("risk > 0.9", "risc > 0.9", "rules.expert-risk.when", "undeclared reference to 'risc'"),
                arguments("risk > 0.9", "risk > 'high'", "rules.expert-risk.when", "found no matching overload"),
                arguments("risk > 0.9", "risk", "rules.expert-risk.when", "expected type 'bool'"),
                arguments("risk > 0.9", "label.matches('a+')", "rules.expert-risk.when", "not supported in policies"),
                arguments("lane: expert", "lane: experts", "rules.expert-risk.lane", "must be automatic"),
                arguments("queue: expert", "queue: nowhere", "rules.expert-risk.queue", "is not defined under queues"),
                arguments("lane: provisional", "lane: automatic", "otherwise.lane", "must not be automatic"),
                arguments("id: expert-value", "id: expert-risk", "rules.expert-risk", "another rule of this id"),
                arguments("rate: 0.02", "rate: 0", "audit.rate", "must be above 0"),
                arguments("upTo: 1.0", "upTo: 0.9", "tiers", "must end with a tier of people up to 1"),
                arguments("due: 7d}", "due: soon}", "tiers.due", "must be a time such as"),
                arguments("description:", "descripton:", "descripton", "is not known here"));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("faults")
    void names_the_rule_and_what_is_wrong_with_it(String right, String wrong, String where, String message) {
        assertThat(faultsOf(DefaultPolicy.document().replaceFirst(Pattern.quote(right), wrong)))
                .anySatisfy(fault -> {
                    assertThat(fault.where()).isEqualTo(where);
                    assertThat(fault.message()).contains(message);
                    assertThat(fault.line()).isPositive();
                });
    }

    @Test
    void a_policy_that_could_leave_a_case_without_a_lane_is_refused() {
        String document = DefaultPolicy.document();
        String without =
                document.substring(0, document.indexOf("otherwise:")) + document.substring(document.indexOf("hold:"));
        assertThat(faultsOf(without)).extracting(PolicyFault::where).contains("otherwise");
    }

    @Test
    void text_that_is_no_document_is_refused_with_its_line() {
        assertThat(faultsOf("name: a\nrules: ["))
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(2));
        assertThat(faultsOf("")).isNotEmpty();
        assertThat(faultsOf("- a list")).isNotEmpty();
    }

    @Test
    void nothing_uncalibrated_and_nothing_of_unknown_risk_is_automated_unless_accepted_by_name() {
        String document = DefaultPolicy.document();
        assertThat(lane(document.replace("unknown-risk: true", "unknown-risk: false")))
                .isEqualTo("provisional");
        assertThat(lane(document.replace("[\"*\"]", "[\"m@2\"]"))).isEqualTo("provisional");
        assertThat(lane(document.replace("[\"*\"]", "[\"m@1\"]"))).isEqualTo("automatic");
    }

    private static String lane(String document) {
        return CaseToRoute.sure()
                .routedBy(TestPolicies.compiled(document), true)
                .route()
                .lane()
                .inPolicies();
    }

    private static List<PolicyFault> faultsOf(String document) {
        return TestPolicies.CHECK.check(document) instanceof CompiledPolicy.Invalid(List<PolicyFault> faults)
                ? faults
                : List.of();
    }
}
