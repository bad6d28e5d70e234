package io.countersign.feedback.kafka;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), as lower-case hex. */
final class Sha256 {

    /** Of the bytes from {@code start} on. */
    static String hexOf(byte[] bytes, int start) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, start, bytes.length - start);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private Sha256() {}
}
