package io.countersign.statistics.agreement;

/** Agreement of two raters beyond what their shares of each label would give by chance. */
record CohenKappa(int one, int other) implements AgreementStatistic {

    @Override
    public double of(Ratings ratings, double[] itemWeights) {
        int labels = ratings.labels().size();
        double[] sharesOfOne = new double[labels];
        double[] sharesOfOther = new double[labels];
        double agreeing = 0;
        double all = 0;
        for (int item = 0; item < itemWeights.length; item++) {
            int first = labelBy(one, item, ratings);
            int second = labelBy(other, item, ratings);
            if (first >= 0 && second >= 0) {
                sharesOfOne[first] += itemWeights[item];
                sharesOfOther[second] += itemWeights[item];
                agreeing += first == second ? itemWeights[item] : 0;
                all += itemWeights[item];
            }
        }
        double chance = 0;
        for (int label = 0; label < labels; label++) {
            chance += sharesOfOne[label] / all * (sharesOfOther[label] / all);
        }
        return (agreeing / all - chance) / (1 - chance);
    }

    private static int labelBy(int rater, int item, Ratings ratings) {
        for (int i = ratings.first(item); i < ratings.first(item + 1); i++) {
            if (ratings.rater(i) == rater) {
                return ratings.label(i);
            }
        }
        return -1;
    }
}
