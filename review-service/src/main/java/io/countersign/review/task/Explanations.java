package io.countersign.review.task;

import io.countersign.review.task.Decision.Correction;
import org.jspecify.annotations.Nullable;

/** A decision in words fit for the person concerned: no names, no numbers, no inner workings. */
final class Explanations {

    static String byPerson(VerdictWord word, String label, @Nullable Correction corrects) {
        var said = word == VerdictWord.AGREE
                ? "A person looked at this case and confirmed the answer '" + label + "'."
                : "A person looked at this case and decided '" + label + "'.";
        return corrects == null ? said : said + " This replaces the earlier decision '" + corrects.label() + "'.";
    }

    static String withdrawn() {
        return "The item was taken out of processing, and with it the decision on it.";
    }

    static String undecided() {
        return "A person looked at this case and could not decide it: what was decided before stands.";
    }

    private Explanations() {}
}
