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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Signs tokens as the local issuer does (RS256), and serves its key over HTTP. A test can make it go away.
 *
 * <p>Keys are made once a process and tokens once each: on the JVM's first compiler a pair takes seconds and a signature some
 * thirty milliseconds, and tests ask for hundreds.
 */
public final class TestIssuer implements AutoCloseable {

    private static final String AUDIENCE = "countersign";
    private static final KeyPair KEYS = rsa();

    private final Map<Claims, String> signed = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final String keyId;
    private volatile boolean away;

    private TestIssuer(HttpServer server) {
        this.server = server;
        this.keyId =
                String.valueOf(sign(KEYS, new Claims("nobody", "service", AUDIENCE, Duration.ofHours(-1), List.of()))
                        .getHeaders()
                        .get("kid"));
        server.createContext("/oauth2/jwks", this::keySet);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Starts an issuer on a free port of the loopback address. */
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
        return token(user, "person", AUDIENCE, Duration.ofHours(1), roles);
    }

    /** A service account's token, good for an hour. */
    public String serviceToken(String account, String... roles) {
        return token(account, "service", AUDIENCE, Duration.ofHours(1), roles);
    }

    /** A person's token that expired an hour ago. */
    public String expiredToken(String user, String... roles) {
        return token(user, "person", AUDIENCE, Duration.ofHours(-1), roles);
    }

    /** A person's token that is meant for somebody else. */
    public String wrongAudienceToken(String user, String... roles) {
        return token(user, "person", "elsewhere", Duration.ofHours(1), roles);
    }

    /** A token that claims to be of this issuer but is signed with another key. */
    public String forgedToken(String user, String... roles) {
        return sign(Stranger.KEYS, new Claims(user, "person", AUDIENCE, Duration.ofHours(1), List.of(roles)))
                .getTokenValue();
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

    private record Claims(String user, String account, String audience, Duration life, List<String> roles) {}

    private String token(String user, String account, String audience, Duration life, String... roles) {
        return signed.computeIfAbsent(
                new Claims(user, account, audience, life, List.of(roles)),
                claims -> sign(KEYS, claims).getTokenValue());
    }

    private Jwt sign(KeyPair with, Claims said) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .issuer(uri())
                .audience(List.of(said.audience()))
                .subject(said.user())
                .issuedAt(now.plus(said.life()).minus(Duration.ofHours(2)))
                .expiresAt(now.plus(said.life()))
                .claim("roles", said.roles())
                .claim("account_type", said.account())
                .build();
        var encoder = NimbusJwtEncoder.withKeyPair((RSAPublicKey) with.getPublic(), (RSAPrivateKey) with.getPrivate())
                .build();
        return encoder.encode(JwtEncoderParameters.from(claims));
    }

    private void keySet(HttpExchange exchange) throws IOException {
        try (exchange) {
            var key = (RSAPublicKey) KEYS.getPublic();
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

    /** Somebody whose keys no issuer has. */
    private static final class Stranger {
        static final KeyPair KEYS = rsa();
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
