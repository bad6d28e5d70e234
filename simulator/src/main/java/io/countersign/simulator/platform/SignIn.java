package io.countersign.simulator.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Signs demo people in as a browser would: authorization code with PKCE through the issuer's login form. */
public final class SignIn {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String CLIENT = "countersign-cli";
    private static final String REDIRECT = "http://127.0.0.1/signed-in";

    private final URI issuer;
    private final SecureRandom random = new SecureRandom();

    /** @param issuer the issuer's address */
    public SignIn(URI issuer) {
        this.issuer = issuer;
    }

    /**
     * An access token for a person.
     *
     * @throws IllegalStateException if the issuer does not let them in
     */
    public String person(String user, String password) {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String verifier = randomText();
        URI authorize = URI.create(issuer + "/oauth2/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        CLIENT,
                        "scope",
                        "openid profile",
                        "redirect_uri",
                        REDIRECT,
                        "state",
                        randomText(),
                        "code_challenge_method",
                        "S256",
                        "code_challenge",
                        BASE64.encodeToString(sha256(verifier)))));
        send(browser, HttpRequest.newBuilder(authorize).header("Accept", "text/html"));
        HttpResponse<String> loginPage = send(browser, HttpRequest.newBuilder(URI.create(issuer + "/login")));
        Map<String, String> answers = new LinkedHashMap<>(Map.of("username", user, "password", password));
        Matcher csrf = CSRF.matcher(loginPage.body());
        if (csrf.find()) {
            answers.put("_csrf", csrf.group(1));
        }
        send(browser, post("/login", answers));
        HttpResponse<String> back =
                send(browser, HttpRequest.newBuilder(authorize).header("Accept", "text/html"));
        String location = back.headers().firstValue("Location").orElse("");
        if (!location.startsWith(REDIRECT)) {
            throw new IllegalStateException("the issuer at %s does not let %s in".formatted(issuer, user));
        }
        return token(
                browser,
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", CLIENT,
                        "redirect_uri", REDIRECT,
                        "code_verifier", verifier,
                        "code", queryOf(URI.create(location)).getOrDefault("code", "")));
    }

    /**
     * An access token for a service account.
     *
     * @throws IllegalStateException if the issuer does not know it
     */
    public String service(String account, String secret) {
        return token(
                HttpClient.newHttpClient(),
                Map.of("grant_type", "client_credentials", "client_id", account, "client_secret", secret));
    }

    private String token(HttpClient client, Map<String, String> fields) {
        HttpResponse<String> answer = send(client, post("/oauth2/token", fields));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the issuer refused a token: " + answer.body());
        }
        return JSON.readTree(answer.body()).required("access_token").asString();
    }

    private HttpRequest.Builder post(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the issuer at " + issuer + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String randomText() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> queryOf(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
