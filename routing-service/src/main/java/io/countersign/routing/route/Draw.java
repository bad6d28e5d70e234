package io.countersign.routing.route;

/**
 * One reproducible draw.
 *
 * @param purpose what it was drawn for; purposes never share a draw
 * @param value the number drawn, in [0, 1)
 * @param keyId names the key
 * @param probability of being selected, 0..1
 */
public record Draw(String purpose, double value, String keyId, double probability) {

    public boolean selected() {
        return value < probability;
    }
}
