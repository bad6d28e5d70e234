package io.countersign.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LocalIssuerTest {

    // RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String REDIRECT = "http%3A%2F%2F127.0.0.1%3A54321%2Fcallback";

    @TempDir
    static Path home;

    @DynamicPropertySource
    static void keptInAFolderOfItsOwn(DynamicPropertyRegistry properties) {
        properties.add("countersign.issuer.home", home::toString);
        properties.add("countersign.issuer.token-lifetime", () -> "20m");
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Credentials credentials;

    @Autowired
    private RegisteredClientRepository clients;

    @Autowired
    private UserDetailsService people;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void aServiceAccountGetsATokenThatSaysWhatItMayDo() throws Exception {
        JWTClaimsSet claims =
                claims(serviceToken("simulator", credentials.services().getOrDefault("simulator", "")));

        assertThat(claims.getSubject()).isEqualTo("simulator");
        assertThat(claims.getAudience()).containsExactly("countersign");
        assertThat(claims.getStringListClaim("roles")).containsExactly("pipeline", "data");
        assertThat(claims.getStringClaim("account_type")).isEqualTo("service");
        assertThat(claims.getIssuer()).isEqualTo("http://127.0.0.1:18090");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void aWrongSecretGetsNothing() throws Exception {
        assertThat(serviceToken("simulator", "guess").statusCode()).isEqualTo(401);
    }

    @Test
    void aPersonSignsInByFormAndGetsATokenByCode() throws Exception {
        signIn("dora", credentials.people().getOrDefault("dora", ""));

        JWTClaimsSet claims =
                claims(exchange(code("&code_challenge_method=S256&code_challenge=" + CHALLENGE), VERIFIER));

        assertThat(claims.getSubject()).isEqualTo("dora");
        assertThat(claims.getAudience()).containsExactly("countersign");
        assertThat(claims.getStringListClaim("roles")).containsExactly("lead", "reviewer");
        assertThat(claims.getStringClaim("account_type")).isEqualTo("person");
    }

    @Test
    void noSecretIsEncodedAnewWhenItIsUsed() throws Exception {
        String client = secretOf("simulator");
        String person = people.loadUserByUsername("dora").getPassword();

        serviceToken("simulator", credentials.services().getOrDefault("simulator", ""));
        signIn("dora", credentials.people().getOrDefault("dora", ""));

        assertThat(secretOf("simulator")).isEqualTo(client);
        assertThat(people.loadUserByUsername("dora").getPassword()).isEqualTo(person);
    }

    @Test
    void aCodeIsWorthNothingWithoutItsVerifier() throws Exception {
        signIn("ana", credentials.people().getOrDefault("ana", ""));
        String code = code("&code_challenge_method=S256&code_challenge=" + CHALLENGE);

        assertThat(exchange(code, VERIFIER.replace('d', 'e')).statusCode()).isEqualTo(400);
    }

    @Test
    void noCodeIsGivenWithoutAChallenge() throws Exception {
        signIn("ana", credentials.people().getOrDefault("ana", ""));

        assertThat(authorize("").headers().firstValue("Location").orElse("")).contains("error=invalid_request");
    }

    @Test
    void aWrongPasswordIsTurnedAway() throws Exception {
        signIn("ana", "guess");

        assertThat(authorize("&code_challenge_method=S256&code_challenge=" + CHALLENGE)
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/login");
    }

    @Test
    void healthNeedsNoTokenAndTheRestDoes() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/userinfo").statusCode()).isEqualTo(302);
        assertThat(get("/actuator/health").statusCode()).isEqualTo(302);
    }

    @Test
    void discoveryNamesTheKeysThatSign() throws Exception {
        JsonNode discovered = json(get("/.well-known/openid-configuration"));
        JsonNode keys = json(get("/oauth2/jwks"));
        SignedJWT token = SignedJWT.parse(
                json(serviceToken("pipeline", credentials.services().getOrDefault("pipeline", "")))
                        .path("access_token")
                        .asString());

        assertThat(discovered.path("jwks_uri").asString()).endsWith("/oauth2/jwks");
        assertThat(keys.path("keys").path(0).path("kid").asString())
                .isEqualTo(token.getHeader().getKeyID());
        assertThat(keys.path("keys").path(0).has("d")).isFalse();
    }

    private HttpResponse<String> serviceToken(String name, String secret) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return browser.send(
                form("/oauth2/token", "grant_type=client_credentials")
                        .header("Authorization", "Basic " + login)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String secretOf(String client) {
        return String.valueOf(
                Objects.requireNonNull(clients.findByClientId(client)).getClientSecret());
    }

    private void signIn(String name, String password) throws IOException, InterruptedException {
        Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(csrf.find()).isTrue();
        browser.send(
                form("/login", "username=" + name + "&password=" + password + "&_csrf=" + csrf.group(1))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> authorize(String challenge) throws IOException, InterruptedException {
        return get("/oauth2/authorize?response_type=code&client_id=countersign-cli&scope=openid&redirect_uri="
                + REDIRECT + challenge);
    }

    private String code(String challenge) throws IOException, InterruptedException {
        String location = authorize(challenge).headers().firstValue("Location").orElse("");
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location);
        assertThat(code.find()).as(location).isTrue();
        return code.group(1);
    }

    private HttpResponse<String> exchange(String code, String verifier) throws IOException, InterruptedException {
        String fields = Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "countersign-cli",
                        "redirect_uri", REDIRECT,
                        "code", code,
                        "code_verifier", verifier)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .reduce("", (all, field) -> all + "&" + field);
        return browser.send(form("/oauth2/token", fields).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder form(String path, String fields) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", "text/html,application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JWTClaimsSet claims(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SignedJWT.parse(json(answer).path("access_token").asString()).getJWTClaimsSet();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
