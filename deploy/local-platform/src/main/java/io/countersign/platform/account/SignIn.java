package io.countersign.platform.account;

import io.countersign.platform.home.Json;
import io.countersign.platform.http.Http;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Gets tokens as the console and the pipelines do: people by authorization code with PKCE, services by their secret. */
public final class SignIn {

    private static final String CLIENT = "countersign-cli";
    private static final String REDIRECT = "http://127.0.0.1/callback";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(2);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String issuer;

    /** {@code issuer} is the issuer's address without a slash at the end. */
    public SignIn(String issuer) {
        this.issuer = issuer;
    }

    /** A service account's access token. */
    public String service(String name, String secret) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = post("/oauth2/token", Map.of("grant_type", "client_credentials"))
                .header("Authorization", "Basic " + login)
                .build();
        return accessToken(name, Http.send(client(), request));
    }

    /** A person's access token. */
    public String person(String name, String password) throws IOException, InterruptedException {
        HttpClient browser = client();
        String verifier = random();
        String authorize = "/oauth2/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        CLIENT,
                        "scope",
                        "openid profile",
                        "redirect_uri",
                        REDIRECT,
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256"));
        logIn(browser, name, password);
        HttpResponse<String> granted = Http.send(browser, get(authorize));
        String location = granted.headers().firstValue("Location").orElse("");
        Map<String, String> exchange = Map.of(
                "grant_type", "authorization_code",
                "code", found(CODE, location, name + " got no code from the issuer"),
                "redirect_uri", REDIRECT,
                "client_id", CLIENT,
                "code_verifier", verifier);
        return accessToken(
                name, Http.send(browser, post("/oauth2/token", exchange).build()));
    }

    private void logIn(HttpClient browser, String name, String password) throws IOException, InterruptedException {
        String page = Http.send(browser, get("/login")).body();
        Map<String, String> fields = Map.of(
                "username", name,
                "password", password,
                "_csrf", found(CSRF, page, "The issuer shows no sign-in form"));
        HttpResponse<String> answer = Http.send(browser, post("/login", fields).build());
        if (answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new IOException("The issuer does not accept the password of " + name);
        }
    }

    private static String accessToken(String name, HttpResponse<String> answer) throws IOException {
        JsonNode body = Json.COMPACT.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new IOException("No token for " + name + ": HTTP " + answer.statusCode() + " " + answer.body());
        }
        return body.path("access_token").asString();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Accept", "text/html")
                .build();
    }

    private HttpRequest.Builder post(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE_TO_CONNECT)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static String form(Map<String, String> fields) {
        return new LinkedHashMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String found(Pattern pattern, String text, String otherwise) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException(otherwise);
        }
        return matcher.group(1);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
