package io.countersign.study;

/** One case of a generated file. */
record MadeUpCase(
        String id,
        String time,
        String answer,
        double confidence,
        String opinion,
        String place,
        String sex,
        String unit,
        double amount,
        String truth) {

    boolean wrong() {
        return !answer.equals(truth);
    }

    MadeUpCase withTruth(String other) {
        return new MadeUpCase(id, time, answer, confidence, opinion, place, sex, unit, amount, other);
    }

    MadeUpCase withTime(String other) {
        return new MadeUpCase(id, other, answer, confidence, opinion, place, sex, unit, amount, truth);
    }

    MadeUpCase withSex(String other) {
        return new MadeUpCase(id, time, answer, confidence, opinion, place, other, unit, amount, truth);
    }

    MadeUpCase withPlace(String other) {
        return new MadeUpCase(id, time, answer, confidence, opinion, other, sex, unit, amount, truth);
    }

    MadeUpCase withUnit(String other) {
        return new MadeUpCase(id, time, answer, confidence, opinion, place, sex, other, amount, truth);
    }

    /** The other of the two labels. */
    static String opposite(String label) {
        return label.equals("yes") ? "no" : "yes";
    }
}
