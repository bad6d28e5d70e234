package io.countersign.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.routing.policy.Policy;
import io.countersign.routing.route.Draw;
import io.countersign.routing.route.Draws;
import io.countersign.routing.route.PolicyInForce;
import io.countersign.routing.route.Prediction;
import io.countersign.routing.route.Route;
import io.countersign.routing.route.RoutedCase;
import io.countersign.routing.route.Router;
import io.countersign.routing.route.SignalsOfPrediction;
import io.countersign.setup.DefaultPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which automatic cases are drawn for audit: as many as the policy says, and always the same ones. */
class AuditDrawLawTest {

    private static final int KEYS = 100;
    private static final int CASES = 1_000;
    /** Half of one in a hundred, on either side. */
    private static final double TAIL = 0.005;
    /**
     * Of 100 right counts, 1 is expected outside its 99 % bounds; more than 5 are outside in 6 of 10,000 tests. Keys and ids
     * are fixed, so this one either always passes or never.
     */
    private static final int MOST_OUTSIDE = 5;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.02, 0.1, 0.3})
    void counts_under_many_keys_lie_within_99_percent_binomial_bounds(double rate) {
        Policy policy = auditing(rate);
        Bounds bounds = Bounds.of(CASES, rate);

        long outside = IntStream.range(0, KEYS)
                .filter(key -> !bounds.hold(audited(policy, key, "case-")))
                .count();

        assertThat(outside).isLessThanOrEqualTo(MOST_OUTSIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"case-", "01981f6e-8a00-7000-8000-", "https://example.org/a|b?c=", "käse/"})
    void counts_do_not_depend_on_what_ids_look_like(String prefix) {
        Bounds bounds = Bounds.of(CASES, 0.02);
        Policy policy = auditing(0.02);

        long outside = IntStream.range(0, KEYS / 4)
                .filter(key -> !bounds.hold(audited(policy, key, prefix)))
                .count();

        // Of 25 counts, more than 3 are outside in 2 of 10,000 tests.
        assertThat(outside).isLessThanOrEqualTo(3);
    }

    @Property(tries = 200)
    void a_case_that_is_routed_again_is_drawn_again_alike_whatever_else_has_changed(
            @ForAll @StringLength(min = 1, max = 60) String caseId,
            @ForAll @IntRange(min = 1, max = 50) int revision,
            @ForAll @IntRange(max = 1_000_000) int key,
            @ForAll @IntRange(max = 100_000) int secondsLater) {
        Policy policy = auditing(0.5);
        Prediction first = prediction(caseId, revision, 0.99);
        RoutedCase once = route(first, policy, draws(key), CaseToRoute.NOW);

        // Another process with the same key, another time, other cases before it, and a model that is surer by now.
        Draws elsewhere = draws(key);
        Router router = new Router(elsewhere);
        IntStream.range(0, 3).forEach(i -> elsewhere.draw("audit", "before-" + i, 1, 0.5));
        Instant later = CaseToRoute.NOW.plus(Duration.ofSeconds(secondsLater));
        Prediction again = prediction(caseId, revision, 1.0);
        RoutedCase retried =
                router.route(again, SignalsOfPrediction.of(again, null, later), new PolicyInForce(policy, true), later);

        assertThat(retried.draws()).isEqualTo(once.draws()).hasSize(1);
        assertThat(isAudited(retried)).isEqualTo(isAudited(once));
    }

    @Property(tries = 200)
    void a_lower_rate_draws_some_of_the_cases_that_a_higher_one_draws_and_no_other(
            @ForAll @StringLength(max = 40) String caseId, @ForAll @IntRange(max = 1_000_000) int key) {
        Draw rare = draws(key).draw("audit", caseId, 1, 0.1);
        Draw frequent = draws(key).draw("audit", caseId, 1, 0.6);
        assertThat(frequent.value()).isEqualTo(rare.value());
        assertThat(rare.selected() && !frequent.selected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"another revision", "another key", "another purpose"})
    void what_one_draw_selects_says_nothing_about_another_draw(String other) {
        int cases = 20_000;
        double rate = 0.1;
        Draws one = draws(1);
        Draws another = draws(2);

        long both = IntStream.range(0, cases)
                .mapToObj(i -> "case-" + i)
                .filter(id -> one.draw("audit", id, 1, rate).selected())
                .filter(id -> switch (other) {
                    case "another revision" -> one.draw("audit", id, 2, rate).selected();
                    case "another key" -> another.draw("audit", id, 1, rate).selected();
                    default -> one.draw("practice", id, 1, rate).selected();
                })
                .count();

        assertThat(Bounds.of(cases, rate * rate).hold(both)).isTrue();
    }

    private static long audited(Policy policy, int key, String prefix) {
        Draws draws = draws(key);
        return IntStream.range(0, CASES)
                .filter(i -> isAudited(route(prediction(prefix + i, 1, 0.99), policy, draws, CaseToRoute.NOW)))
                .count();
    }

    private static boolean isAudited(RoutedCase routed) {
        assertThat(routed.route()).isInstanceOf(Route.Automatic.class);
        return routed.route().desk() != null;
    }

    private static RoutedCase route(Prediction prediction, Policy policy, Draws draws, Instant now) {
        return new Router(draws)
                .route(prediction, SignalsOfPrediction.of(prediction, null, now), new PolicyInForce(policy, true), now);
    }

    private static Prediction prediction(String caseId, int revision, double confidence) {
        Prediction usual = CaseToRoute.withConfidence(confidence).prediction();
        return new Prediction(
                caseId,
                revision,
                usual.source(),
                usual.model(),
                usual.answer(),
                usual.stakes(),
                usual.handling(),
                usual.features(),
                usual.slices(),
                usual.standingLabel(),
                usual.receivedAt());
    }

    private static Draws draws(int key) {
        return new Draws("k" + key, ("a key for tests, long enough for them, number " + key).getBytes(UTF_8));
    }

    private static Policy auditing(double rate) {
        Policy usual = TestPolicies.DEFAULT;
        assertThat(DefaultPolicy.document()).contains("rate: 0.02");
        return rate == usual.audit().rate()
                ? usual
                : TestPolicies.compiled(DefaultPolicy.document().replace("rate: 0.02", "rate: " + rate));
    }

    /** The counts that leave at most {@link #TAIL} of the binomial distribution on either side. */
    private record Bounds(int fewest, int most) {

        static Bounds of(int trials, double rate) {
            double logarithm = trials * Math.log1p(-rate);
            double below = 0;
            int fewest = 0;
            int count = 0;
            for (; below + Math.exp(logarithm) <= 1 - TAIL; count++) {
                below += Math.exp(logarithm);
                if (below <= TAIL) {
                    fewest = count + 1;
                }
                logarithm += Math.log(trials - count) - Math.log(count + 1) + Math.log(rate) - Math.log1p(-rate);
            }
            return new Bounds(fewest, count);
        }

        boolean hold(long count) {
            return count >= fewest && count <= most;
        }
    }
}
