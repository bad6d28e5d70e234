package io.countersign.statistics.errormodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorModelTest {

    private static final List<LabelledCase> CASES = SyntheticCases.draw(3_000, 1);
    private static final ErrorModel MODEL = ErrorModelTraining.fit(CASES, 1);

    @Test
    void finds_where_the_model_errs_although_confidence_does_not_show_it() {
        Signals.Builder doubted =
                Signals.of("yes", 0.9).opinion("other", "no", 0.8).slice("time", "night");
        Signals.Builder shared =
                Signals.of("yes", 0.9).opinion("other", "yes", 0.8).slice("time", "night");

        assertThat(MODEL.errorProbability(doubted.build())).isBetween(0.35, 0.75);
        assertThat(MODEL.errorProbability(shared.build())).isLessThan(0.15);
    }

    @Test
    void predicted_probabilities_are_right_on_average() {
        List<LabelledCase> fresh = SyntheticCases.draw(4_000, 2);

        double predicted = fresh.stream()
                .mapToDouble(known -> MODEL.errorProbability(known.signals()))
                .average()
                .orElseThrow();
        double actual = fresh.stream().filter(LabelledCase::wrong).count() / 4_000.0;

        assertThat(predicted).isCloseTo(actual, within(0.03));
    }

    @Test
    void an_explanation_sums_to_the_prediction_and_names_the_signal_that_matters_first() {
        Signals doubted = Signals.of("yes", 0.95)
                .opinion("other", "no", 0.9)
                .slice("time", "night")
                .build();

        Explanation explanation = MODEL.explain(doubted);

        double sum = explanation.contributions().stream()
                .mapToDouble(Contribution::logOdds)
                .sum();
        assertThat(explanation.baseline() + sum).isCloseTo(MODEL.logOdds(doubted), within(1e-9));
        assertThat(explanation.contributions().subList(0, 4))
                .extracting(Contribution::signal)
                .contains("slice:time");
    }

    @Test
    void the_stored_form_is_small_and_predicts_the_same_bit_for_bit() {
        byte[] bytes = MODEL.toBytes();

        ErrorModel again = ErrorModel.fromBytes(bytes);

        assertThat(bytes.length).isLessThan(70_000);
        assertThat(CASES.subList(0, 200))
                .allSatisfy(
                        known -> assertThat(again.logOdds(known.signals())).isEqualTo(MODEL.logOdds(known.signals())));
    }

    @Test
    void bytes_that_are_no_model_are_refused() {
        byte[] bytes = MODEL.toBytes();
        byte[] newer = bytes.clone();
        newer[4] = 9;
        byte[] unknownColumn = bytes.clone();
        unknownColumn[9] = 'X';

        assertThatThrownBy(() -> ErrorModel.fromBytes(new byte[20])).hasMessageContaining("not an error model");
        assertThatThrownBy(() -> ErrorModel.fromBytes(newer)).hasMessageContaining("version 9");
        assertThatThrownBy(() -> ErrorModel.fromBytes(Arrays.copyOf(bytes, bytes.length / 2)))
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> ErrorModel.fromBytes(unknownColumn)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_case_of_which_nothing_is_known_is_still_scored() {
        double probability =
                MODEL.errorProbability(Signals.of("never seen", Double.NaN).build());

        assertThat(probability).isBetween(0.0, 1.0);
    }

    @Test
    void cases_without_a_single_error_give_a_small_probability_rather_than_none() {
        List<LabelledCase> flawless = CASES.subList(0, 100).stream()
                .map(known -> new LabelledCase(known.signals(), false, 1, known.unit()))
                .toList();

        ErrorModel model = ErrorModelTraining.fit(flawless, 1);

        assertThat(model.errorProbability(CASES.getFirst().signals())).isBetween(1e-6, 0.05);
    }

    @Test
    void one_unit_alone_can_only_be_calibrated() {
        List<LabelledCase> oneUnit = CASES.subList(0, 100).stream()
                .map(known -> new LabelledCase(known.signals(), known.wrong(), 1, "same"))
                .toList();

        ErrorModel model = ErrorModelTraining.fit(oneUnit, 1);

        assertThat(model.trees().size()).isZero();
    }

    @Test
    void nothing_to_learn_from_is_refused() {
        assertThatThrownBy(() -> ErrorModelTraining.fit(List.of(), 1)).hasMessageContaining("positive weight");
    }

    @Test
    void the_same_seed_gives_the_same_model() {
        assertThat(ErrorModelTraining.fit(CASES.subList(0, 500), 3).toBytes())
                .isEqualTo(ErrorModelTraining.fit(CASES.subList(0, 500), 3).toBytes());
    }
}
