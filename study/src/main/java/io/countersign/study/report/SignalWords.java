package io.countersign.study.report;

/** Names of signals in plain words; the part after the colon names a column of the file. */
final class SignalWords {
    private SignalWords() {}

    static String of(String signal) {
        int colon = signal.indexOf(':');
        String name = colon < 0 ? "" : "“" + signal.substring(colon + 1) + "”";
        return switch (colon < 0 ? signal : signal.substring(0, colon)) {
            case "confidence" -> "how sure the model says it is";
            case "margin" -> "lead of the model's first answer over its second";
            case "entropy" -> "how widely the model spreads its guess over the answers";
            case "probability" -> "how likely the model holds the answer " + name;
            case "predicted_label" -> "which answer the model gives";
            case "opinion_label" -> "which answer the second opinion " + name + " gives";
            case "opinion_agrees" -> "whether the second opinion " + name + " agrees";
            case "opinion_confidence" -> "how sure the second opinion " + name + " is";
            case "opinion_support" -> "how far the second opinion " + name + " backs the answer";
            case "opinions_agreeing" -> "how many second opinions agree";
            case "ensemble_agreement" -> "how far retrained copies of the model agree";
            case "novelty" -> "how unlike anything seen before the case is";
            case "value" -> "what is at stake (value)";
            case "slice" -> "the column " + name;
            case "feature" -> "the number " + name;
            default -> signal;
        };
    }
}
