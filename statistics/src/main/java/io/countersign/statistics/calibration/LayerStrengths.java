package io.countersign.statistics.calibration;

/**
 * How strongly the shifts of each layer are held back: the precision of a normal prior on each, over 0; as much as four times as
 * many cases of even odds tell.
 *
 * @param slices of the first layers
 * @param layers how many these are
 * @param crossings of the layers after them, whose slices are narrower
 */
public record LayerStrengths(double slices, int layers, double crossings) {

    /** @throws IllegalArgumentException without a prior */
    public LayerStrengths {
        if (!(slices > 0) || !(crossings > 0) || layers < 0) {
            throw new IllegalArgumentException(
                    "strengths " + slices + " of " + layers + " layers and " + crossings + " of the others");
        }
    }

    /** The same for every layer. */
    public static LayerStrengths of(double strength) {
        return new LayerStrengths(strength, 0, strength);
    }

    double of(int layer) {
        return layer < layers ? slices : crossings;
    }

    LayerStrengths times(double factor) {
        return new LayerStrengths(slices * factor, layers, crossings * factor);
    }
}
