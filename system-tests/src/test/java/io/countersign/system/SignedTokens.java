package io.countersign.system;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bearer tokens that the issuer would never give, signed with its own key. */
final class SignedTokens {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final String keyId;
    private final PrivateKey key;

    private SignedTokens(String issuer, String keyId, PrivateKey key) {
        this.issuer = issuer;
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * With the key of the issuer of a local platform.
     *
     * @param home the platform's folder
     * @param issuer the issuer's name
     */
    static SignedTokens ofIssuer(Path home, String issuer) throws IOException, GeneralSecurityException {
        JsonNode key = JsonMapper.shared().readTree(Files.readString(home.resolve("issuer/signing-key.json")));
        // With the primes, which makes a signature several times cheaper than the exponent alone.
        var spec = new RSAPrivateCrtKeySpec(
                number(key, "n"),
                number(key, "e"),
                number(key, "d"),
                number(key, "p"),
                number(key, "q"),
                number(key, "dp"),
                number(key, "dq"),
                number(key, "qi"));
        return new SignedTokens(
                issuer,
                key.required("kid").asString(),
                KeyFactory.getInstance("RSA").generatePrivate(spec));
    }

    /** The same, signed with a key that nobody knows. */
    SignedTokens forged() throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(2048);
        return new SignedTokens(issuer, keyId, pairs.generateKeyPair().getPrivate());
    }

    /** The same in the name of another issuer. */
    SignedTokens ofAnother() {
        return new SignedTokens(issuer + "/other", keyId, key);
    }

    /** A token as the issuer gives it. */
    String good(List<String> roles, String accountType) {
        return signed(roles, accountType, "countersign", Duration.ofMinutes(5));
    }

    /** A token with every role that ended a minute ago. */
    String expired(List<String> roles) {
        return signed(roles, "person", "countersign", Duration.ofMinutes(-1));
    }

    /** A token with every role that is meant for somebody else. */
    String forSomebodyElse(List<String> roles) {
        return signed(roles, "person", "another-product", Duration.ofMinutes(5));
    }

    private String signed(List<String> roles, String accountType, String audience, Duration lifetime) {
        Instant now = Instant.now();
        String header = encoded(Map.of("alg", "RS256", "kid", keyId));
        String claims = encoded(Map.of(
                "iss",
                issuer,
                "sub",
                "system-test",
                "aud",
                List.of(audience),
                "iat",
                now.minus(Duration.ofMinutes(10)).getEpochSecond(),
                "exp",
                now.plus(lifetime).getEpochSecond(),
                "roles",
                roles,
                "account_type",
                accountType));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return header + "." + claims + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(Map<String, ?> json) {
        return BASE64.encodeToString(JsonMapper.shared().writeValueAsBytes(json));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(
                1, Base64.getUrlDecoder().decode(key.required(name).asString()));
    }
}
