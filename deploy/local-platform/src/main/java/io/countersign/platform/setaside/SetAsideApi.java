package io.countersign.platform.setaside;

import io.countersign.platform.home.Json;
import io.countersign.platform.http.Http;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The ingest service's API of what is set aside. Where it says no, the failure says what was wrong. */
public final class SetAsideApi {

    private static final int PAGE = 100;

    private final SetAside kind;
    private final String ingest;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /**
     * @param kind what is asked for
     * @param ingest the service's address without a slash at the end
     * @param token of an account that may read them (auditor, admin) or replay them (admin)
     */
    public SetAsideApi(SetAside kind, String ingest, String token) {
        this.kind = kind;
        this.ingest = ingest;
        this.token = token;
    }

    /**
     * All that fit, without their content, newest first.
     *
     * @param filters by the API's names; an empty text asks for all
     * @param limit at most so many
     */
    public List<JsonNode> list(Map<String, String> filters, int limit) throws IOException, InterruptedException {
        var found = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var query = new TreeMap<>(filters);
            query.put("cursor", cursor);
            query.put("limit", String.valueOf(Math.min(PAGE, limit - found.size())));
            var page = send(request(kind.path() + "?" + form(query)).GET());
            page.path("items").forEach(found::add);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty() && found.size() < limit);
        return found;
    }

    /** One with its content; a dead letter that cannot be read with its bytes instead. */
    public JsonNode show(String id) throws IOException, InterruptedException {
        return send(request(path(id)).GET());
    }

    /**
     * Sends one in again.
     *
     * @param mended the whole content as it should have been; null to send it as it was
     */
    public JsonNode replay(String id, @Nullable JsonNode mended) throws IOException, InterruptedException {
        return post(path(id) + "/replay", mended == null ? Map.of() : Map.of("mended", mended));
    }

    /** Puts one aside for good. */
    public JsonNode dismiss(String id, String note) throws IOException, InterruptedException {
        return post(path(id) + "/dismiss", note.isEmpty() ? Map.of() : Map.of("note", note));
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.COMPACT.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(ingest + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            var answer = Http.send(client, request.build());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(refusal(answer));
            }
            return Json.COMPACT.readTree(answer.body());
        } catch (ConnectException e) {
            throw new IOException(
                    "The ingest service does not answer at " + ingest + "; run 'countersign up' first", e);
        }
    }

    /** The problem's own words, and a line for each wrong field. */
    private static String refusal(HttpResponse<String> answer) {
        try {
            var problem = Json.COMPACT.readTree(answer.body());
            var said = new StringBuilder(problem.path("title").asString("Refused"))
                    .append(" (HTTP ")
                    .append(answer.statusCode())
                    .append("): ")
                    .append(problem.path("detail").asString(""));
            for (var error : problem.path("errors")) {
                said.append("\n  ")
                        .append(error.path("field").asString(""))
                        .append(": ")
                        .append(error.path("message").asString(""));
            }
            return said.toString();
        } catch (JacksonException e) {
            return "The ingest service answered HTTP " + answer.statusCode();
        }
    }

    private String path(String id) {
        return kind.path() + "/" + encoded(id).replace("+", "%20");
    }

    private static String form(Map<String, String> query) {
        return query.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
