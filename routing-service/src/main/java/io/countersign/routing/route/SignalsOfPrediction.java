package io.countersign.routing.route;

import static io.countersign.routing.signal.SignalName.*;

import io.countersign.routing.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a prediction into the signals that policies read. What the prediction does not say stays missing. */
public final class SignalsOfPrediction {

    private static final double MILLIS_PER_SECOND = 1000.0;

    /**
     * The signals.
     *
     * @param calibrated the calibrated probability that the label is right; null where the model version is not calibrated
     */
    public static Signals of(Prediction prediction, @Nullable Double calibrated, Instant now) {
        Prediction.Answer answer = prediction.answer();
        Prediction.Handling handling = prediction.handling();
        Signals.Builder signals = Signals.builder()
                .number(CONFIDENCE, calibrated == null ? Double.valueOf(answer.confidence()) : calibrated)
                .number(RAW_CONFIDENCE, answer.confidence())
                .number(CALIBRATED_CONFIDENCE, calibrated)
                .number(MARGIN, answer.margin())
                .number(ENSEMBLE_AGREEMENT, answer.ensembleAgreement())
                .number(NOVELTY, answer.novelty())
                .number(RISK, prediction.stakes().risk())
                .number(VALUE, prediction.stakes().value())
                .number(ERROR_COST, prediction.stakes().errorCost())
                .number(COMPLEXITY, handling.complexity())
                .number(URGENCY, handling.urgency())
                .number(LATENCY_BUDGET_MILLIS, millis(handling.latencyBudget()))
                .number(SECONDS_TO_DEADLINE, secondsUntil(handling.deadline(), now))
                .flag(REVIEW_WANTED, handling.reviewWanted())
                .flag(CANDIDATE, prediction.model().candidate())
                .text(LABEL, answer.label())
                .text(ACTION, answer.action())
                .text(SOURCE, prediction.source())
                .text(MODEL_ID, prediction.model().id())
                .text(MODEL_VERSION, prediction.model().version())
                .texts(REQUIRED_SKILLS, handling.requiredSkills())
                .numbersByName(FEATURES, prediction.features())
                .textsByName(SLICES, prediction.slices());
        addOpinions(signals, answer);
        return signals.build();
    }

    private static void addOpinions(Signals.Builder signals, Prediction.Answer answer) {
        List<String> opinions = answer.opinions();
        if (opinions.isEmpty()) {
            return;
        }
        int agreeing = 0;
        for (String opinion : opinions) {
            if (opinion.equals(answer.label())) {
                agreeing++;
            }
        }
        signals.flag(OPINIONS_DISAGREE, agreeing < opinions.size())
                .number(OPINION_AGREEMENT, (double) agreeing / opinions.size());
    }

    private static @Nullable Double millis(@Nullable Duration budget) {
        return budget == null ? null : (double) budget.toMillis();
    }

    private static @Nullable Double secondsUntil(@Nullable Instant deadline, Instant now) {
        return deadline == null ? null : Duration.between(now, deadline).toMillis() / MILLIS_PER_SECOND;
    }

    private SignalsOfPrediction() {}
}
