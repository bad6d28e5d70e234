package io.countersign.feedback.kafka;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), as lower-case hex. */
final class Sha256 {

    /** Of the bytes from {@code start} on. */
    static String hexOf(byte[] bytes, int start) {
        var sha = fresh();
        sha.update(bytes, start, bytes.length - start);
        return hexOf(sha);
    }

    /** Of what it was given, which it then forgets. */
    static String hexOf(MessageDigest sha) {
        return HexFormat.of().formatHex(sha.digest());
    }

    static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private Sha256() {}
}
