package io.countersign.routing.policy;

import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.util.Set;

/**
 * What the automatic lane takes on trust, by name.
 *
 * @param unknownRisk cases whose risk nobody told
 * @param uncalibrated model versions without a calibration, as {@code modelId@modelVersion}; {@code *} is all of them
 */
public record Acceptance(boolean unknownRisk, Set<String> uncalibrated) {

    private static final String EVERY = "*";

    /** Whether nothing that is unknown of this case bars it from the automatic lane. */
    public boolean letsAutomate(Signals signals) {
        boolean risk = unknownRisk || !signals.isMissing(SignalName.RISK);
        return risk && (!signals.isMissing(SignalName.CALIBRATED_CONFIDENCE) || acceptsUncalibrated(signals));
    }

    private boolean acceptsUncalibrated(Signals signals) {
        return uncalibrated.contains(EVERY)
                || uncalibrated.contains(
                        signals.text(SignalName.MODEL_ID) + "@" + signals.text(SignalName.MODEL_VERSION));
    }
}
