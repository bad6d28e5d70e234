package io.countersign.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs tokens as the local issuer does (RS256), and serves its key over HTTP. A test can make it go away. */
public final class TestIssuer implements AutoCloseable {

    private static final String AUDIENCE = "countersign";

    private final KeyPair keys = rsa();
    private final HttpServer server;
    private final String keyId;
    private volatile boolean away;

    private TestIssuer(HttpServer server) {
        this.server = server;
        this.keyId = String.valueOf(sign(keys, "nobody", "service", AUDIENCE, Duration.ofHours(-1))
                .getHeaders()
                .get("kid"));
        server.createContext("/oauth2/jwks", this::keySet);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Starts an issuer with a fresh key on a free port of the loopback address. */
    public static TestIssuer start() {
        try {
            return new TestIssuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The issuer's address, as in COUNTERSIGN_ISSUER_URI. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A person's token, good for an hour. */
    public String token(String user, String... roles) {
        return sign(keys, user, "person", AUDIENCE, Duration.ofHours(1), roles).getTokenValue();
    }

    /** A service account's token, good for an hour. */
    public String serviceToken(String account, String... roles) {
        return sign(keys, account, "service", AUDIENCE, Duration.ofHours(1), roles)
                .getTokenValue();
    }

    /** A person's token that expired an hour ago. */
    public String expiredToken(String user, String... roles) {
        return sign(keys, user, "person", AUDIENCE, Duration.ofHours(-1), roles).getTokenValue();
    }

    /** A person's token that is meant for somebody else. */
    public String wrongAudienceToken(String user, String... roles) {
        return sign(keys, user, "person", "elsewhere", Duration.ofHours(1), roles)
                .getTokenValue();
    }

    /** A token that claims to be of this issuer but is signed with another key. */
    public String forgedToken(String user, String... roles) {
        return sign(rsa(), user, "person", AUDIENCE, Duration.ofHours(1), roles).getTokenValue();
    }

    /** From now on its keys cannot be fetched. */
    public void goAway() {
        away = true;
    }

    /** Its keys can be fetched again. */
    public void comeBack() {
        away = false;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Jwt sign(KeyPair with, String user, String account, String audience, Duration life, String... roles) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .issuer(uri())
                .audience(List.of(audience))
                .subject(user)
                .issuedAt(now.plus(life).minus(Duration.ofHours(2)))
                .expiresAt(now.plus(life))
                .claim("roles", Arrays.asList(roles))
                .claim("account_type", account)
                .build();
        var encoder = NimbusJwtEncoder.withKeyPair((RSAPublicKey) with.getPublic(), (RSAPrivateKey) with.getPrivate())
                .build();
        return encoder.encode(JwtEncoderParameters.from(claims));
    }

    private void keySet(HttpExchange exchange) throws IOException {
        try (exchange) {
            var key = (RSAPublicKey) keys.getPublic();
            var body = """
                    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}""".formatted(keyId, base64(key.getModulus()), base64(key.getPublicExponent()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String base64(BigInteger number) {
        var bytes = number.toByteArray();
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }
}
