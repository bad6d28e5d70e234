package io.countersign.routing.route;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Draws that nobody can foresee without the key and everybody can repeat with it: the first 53 bits of
 * HMAC-SHA256(key, purpose|caseId|caseRevision), UTF-8, as a number in [0, 1).
 */
public final class Draws {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int DROPPED_BITS = 11;
    private static final double UNIT = 0x1.0p-53;

    private final String keyId;
    private final ThreadLocal<Mac> macs;

    /**
     * Draws under one key.
     *
     * @param keyId names the key in the record of each draw
     */
    public Draws(String keyId, byte[] key) {
        this.keyId = keyId;
        SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> macUnder(secret));
    }

    /** The draw for this purpose on this revision of the case. */
    public Draw draw(String purpose, String caseId, int caseRevision, double probability) {
        byte[] text = (purpose + "|" + caseId + "|" + caseRevision).getBytes(StandardCharsets.UTF_8);
        long bits = ByteBuffer.wrap(macs.get().doFinal(text)).getLong();
        return new Draw(purpose, (bits >>> DROPPED_BITS) * UNIT, keyId, probability);
    }

    private static Mac macUnder(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
