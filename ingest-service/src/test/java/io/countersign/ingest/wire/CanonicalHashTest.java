package io.countersign.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.LabelProbability;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalHashTest {

    @Test
    void a_hash_is_64_lower_case_hexadecimal_digits_and_never_changes() {
        // the value is part of the contract: hashes of earlier releases are kept and compared
        assertThat(Fingerprinter.of(Given.prediction("case-1")).content())
                .isEqualTo("a10f352a928bdf9dc046ecb9c6723774cae6a48afcdbf590e81ddfc0edd18f7a");
    }

    @Test
    void the_order_of_a_map_changes_nothing() {
        var one = Given.prediction("case-1", it -> it.setSlices(ordered("a", "b")));
        var other = Given.prediction("case-1", it -> it.setSlices(ordered("b", "a")));

        assertThat(hash(one)).isEqualTo(hash(other));
    }

    @Test
    void empty_and_missing_are_the_same() {
        var missing = Given.prediction("case-1");
        var empty = Given.prediction("case-1", it -> it.setFeatures(Map.of()).setFields(List.of()));

        assertThat(hash(missing)).isEqualTo(hash(empty));
    }

    @Test
    void zero_and_missing_differ() {
        assertThat(hash(Given.prediction("case-1", it -> it.setRisk(0.0))))
                .isNotEqualTo(hash(Given.prediction("case-1")));
    }

    @Test
    void minus_zero_is_zero() {
        assertThat(hash(Given.prediction("case-1", it -> it.setRisk(-0.0))))
                .isEqualTo(hash(Given.prediction("case-1", it -> it.setRisk(0.0))));
    }

    @Test
    void where_one_text_ends_and_the_next_begins_matters() {
        assertThat(hash(Given.prediction("case-1", it -> it.setItemKeys(List.of("ab", "c")))))
                .isNotEqualTo(hash(Given.prediction("case-1", it -> it.setItemKeys(List.of("a", "bc")))));
    }

    @Test
    void groups_tell_submissions_apart_but_are_no_part_of_the_content() {
        var without = Given.prediction("case-1");
        var with = PredictionSubmitted.newBuilder(without)
                .setGroups(Map.of("age", "30-40"))
                .build();

        assertThat(Fingerprinter.of(with).content())
                .isEqualTo(Fingerprinter.of(without).content());
        assertThat(Fingerprinter.of(with).submission())
                .isNotEqualTo(Fingerprinter.of(without).submission());
    }

    @Test
    void probabilities_are_put_in_order_and_keep_it_where_they_are_equal() {
        var event = Given.prediction(
                "case-1",
                it -> it.setLabelProbabilities(List.of(
                        new LabelProbability("a", 0.2),
                        new LabelProbability("b", 0.6),
                        new LabelProbability("c", 0.2))));

        assertThat(MostLikelyFirst.of(event).getPrediction().getLabelProbabilities())
                .extracting(LabelProbability::getLabel)
                .containsExactly("b", "a", "c");
    }

    private static String hash(PredictionSubmitted event) {
        return Fingerprinter.of(event).content();
    }

    private static Map<String, String> ordered(String... names) {
        var map = new LinkedHashMap<String, String>();
        for (var name : names) {
            map.put(name, "value");
        }
        return map;
    }
}
