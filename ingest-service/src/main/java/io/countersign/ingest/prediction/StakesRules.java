package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.prediction.Prediction.Stakes;

/** What depends on the answer: shares within 0..1, amounts of 0 or more, skills once each. */
final class StakesRules {

    private static final int MOST_SKILLS = 50;

    private StakesRules() {}

    static void check(Stakes stakes, Faults faults) {
        faults.optionalShare("prediction.novelty", stakes.novelty());
        faults.optionalShare("prediction.risk", stakes.risk());
        faults.optionalAmount("prediction.value", stakes.value());
        faults.optionalAmount("prediction.errorCost", stakes.errorCost());
        faults.optionalShare("prediction.complexity", stakes.complexity());
        faults.names("prediction.requiredSkills", stakes.requiredSkills(), MOST_SKILLS, Faults.NAME_LIMIT);
        faults.optionalShare("prediction.urgency", stakes.urgency());
        faults.text("prediction.reviewWantedReason", stakes.reviewWantedReason());
    }
}
