package io.countersign.feedback.label;

/** What a label rests on. */
public enum LabelBasis {
    GROUND_TRUTH("ground_truth"),
    AGREEING_PEOPLE("agreeing_people"),
    DISAGREEING_PEOPLE("disagreeing_people"),
    ONE_PERSON("one_person"),
    MODEL("model");

    private final String word;

    LabelBasis(String word) {
        this.word = word;
    }

    /** The word for it in events and in the API. */
    public String word() {
        return word;
    }
}
