package io.countersign.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.platform.account.Accounts;
import io.countersign.platform.home.Home;
import io.countersign.platform.home.Json;
import io.countersign.platform.home.Ports;
import io.countersign.platform.home.PrivateFile;
import io.countersign.platform.home.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command beside an issuer and an ingest service that answer what a test told them to. */
class DeadLettersCommandTest {

    private static final String LETTER = """
            {"deadLetterId": "0-1", "state": "open", "arrivedAt": "2026-01-05T08:00:00.123Z", "key": "case-1",
             "topic": "hitl.prediction.submitted.v1", "reason": "The bytes do not\\nfit", "record": {"caseId": "case-1"}}""";

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream console = System.out;
    private final PrintStream errors = System.err;
    private HttpServer server;

    @TempDir
    Path folder;

    private record Answer(int status, String body) {}

    private record Request(String line, String authorization, String body) {}

    @BeforeEach
    void beAHome() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        int port = server.getAddress().getPort();
        Home home = new Home(folder);
        Settings.standard()
                .withPorts(Ports.standard().with("issuer", port).with("ingest", port))
                .keepIn(home);
        PrivateFile.write(Accounts.file(home), Json.READABLE.writeValueAsString(Accounts.demo("secret")));
        answers.put("POST /oauth2/token", new Answer(200, "{\"access_token\": \"a-token\"}"));
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheConsoleBack() {
        System.setOut(console);
        System.setErr(errors);
        server.stop(0);
    }

    @Test
    void without_more_words_it_lists_what_is_open_one_a_line_with_the_token_of_an_account() {
        answers.put("GET /v1/dead-letters?limit=100&state=open", new Answer(200, "{\"items\": [" + LETTER + "]}"));

        assertThat(run("dead-letters")).isZero();

        assertThat(said().lines()).hasSize(2);
        assertThat(said()).contains("0-1", "2026-01-05T08:00:00Z", "case-1: The bytes do not fit");
        assertThat(requests.getLast().authorization()).isEqualTo("Bearer a-token");
    }

    @Test
    void a_long_list_is_read_page_by_page() {
        answers.put(
                "GET /v1/dead-letters?limit=2&topic=a.b",
                new Answer(200, "{\"items\": [" + LETTER + "], \"next\": \"0-1\"}"));
        answers.put(
                "GET /v1/dead-letters?cursor=0-1&limit=1&topic=a.b",
                new Answer(200, "{\"items\": [" + LETTER + "], \"next\": \"0-0\"}"));

        assertThat(run("dead-letters", "list", "--topic", "a.b", "--state", "all", "--limit", "2", "--json"))
                .isZero();

        assertThat(Json.COMPACT.readTree(said()).size()).isEqualTo(2);
    }

    @Test
    void refusals_are_listed_with_every_wrong_field() {
        answers.put("GET /v1/refusals?kind=invalid&limit=100&state=open", new Answer(200, """
                {"items": [{"refusalId": "r-1", "state": "open", "refusedAt": "2026-01-05T08:00:00Z", "kind": "invalid",
                            "subject": "prediction", "caseId": "case-1", "exclusionKey": null,
                            "errors": [{"field": "prediction.confidence", "message": "must be at most 1"},
                                       {"field": "prediction.label", "message": "is missing"}]}]}"""));

        assertThat(run("refusals", "--kind", "invalid")).isZero();

        assertThat(said())
                .contains("r-1", "invalid prediction")
                .contains("case-1: prediction.confidence must be at most 1; prediction.label is missing");
    }

    @Test
    void a_refusal_is_shown_mended_and_sent_to_the_door_again() throws IOException {
        answers.put("GET /v1/refusals/r-1", new Answer(200, "{\"submission\": {\"caseId\": \"case-1\"}}"));
        answers.put("POST /v1/refusals/r-1/replay", new Answer(200, "{\"id\": \"r-1\", \"status\": \"accepted\"}"));

        assertThat(run("refusals", "show", "r-1", "--record")).isZero();
        Path mended = Files.writeString(folder.resolve("mended.json"), said());
        assertThat(run("refusals", "replay", "r-1", "--mended", mended.toString()))
                .isZero();

        assertThat(Json.COMPACT.readTree(requests.getLast().body()))
                .isEqualTo(Json.COMPACT.readTree("{\"mended\": {\"caseId\": \"case-1\"}}"));
    }

    @Test
    void a_refusal_that_is_turned_away_again_says_why() {
        answers.put("POST /v1/refusals/r-1/replay", new Answer(422, """
                {"title": "Refused", "errors": [{"field": "prediction.label", "message": "is missing"}]}"""));

        assertThat(run("refusals", "replay", "r-1")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("prediction.label: is missing");
    }

    @Test
    void an_empty_list_says_so() {
        answers.put("GET /v1/dead-letters?limit=100&state=replayed", new Answer(200, "{\"items\": []}"));

        assertThat(run("dead-letters", "list", "--state", "replayed")).isZero();

        assertThat(said()).contains("There are no replayed dead letters");
    }

    @Test
    void one_is_shown_whole_or_only_its_record() {
        answers.put("GET /v1/dead-letters/0-1", new Answer(200, LETTER));

        assertThat(run("dead-letters", "show", "0-1")).isZero();
        assertThat(Json.COMPACT.readTree(said()).path("reason").asString()).contains("do not");
        out.reset();
        assertThat(run("dead-letters", "show", "0-1", "--record")).isZero();
        assertThat(Json.COMPACT.readTree(said()).propertyNames()).containsExactly("caseId");
    }

    @Test
    void one_whose_bytes_are_no_record_has_none_to_mend() {
        answers.put("GET /v1/dead-letters/0-2", new Answer(200, "{\"reason\": \"Not Avro\", \"bytes\": \"AQID\"}"));

        assertThat(run("dead-letters", "show", "0-2", "--record")).isEqualTo(1);

        assertThat(complaint()).contains("cannot be read as a record: Not Avro");
    }

    @Test
    void one_that_was_cut_to_fit_says_so() {
        answers.put("GET /v1/dead-letters/0-3", new Answer(200, """
                {"reason": "Not Avro", "bytes": "AQID", "record": null, "cutFromBytes": 1000000}"""));

        assertThat(run("dead-letters", "show", "0-3")).isZero();
        assertThat(complaint()).contains("cut from 1000000 bytes");
        assertThat(run("dead-letters", "show", "0-3", "--record")).isEqualTo(1);
        assertThat(complaint()).contains("cut from 1000000 bytes");
    }

    @Test
    void one_is_replayed_as_it_was_or_mended_from_a_file() throws IOException {
        answers.put("POST /v1/dead-letters/0-1/replay", new Answer(200, "{\"id\": \"0-1\", \"status\": \"sent\"}"));
        Path mended = Files.writeString(folder.resolve("mended.json"), "{\"caseId\": \"case-2\"}");

        assertThat(run("dead-letters", "replay", "0-1")).isZero();
        assertThat(run("dead-letters", "replay", "0-1", "--mended", mended.toString()))
                .isZero();

        assertThat(requests.stream().filter(it -> it.line().endsWith("/replay")).map(Request::body))
                .containsExactly("{}", "{\"mended\":{\"caseId\":\"case-2\"}}");
        assertThat(said()).contains("Sent 0-1 in again, mended.");
    }

    @Test
    void what_the_service_refuses_is_told_with_every_wrong_field() {
        answers.put("POST /v1/dead-letters/0-1/replay", new Answer(422, """
                        {"title": "The request breaks a rule", "detail": "2 fields are wrong", "errors": [
                         {"field": "mended.caseId", "message": "must not be missing"},
                         {"field": "mended.label", "message": "must be a text"}]}"""));

        assertThat(run("dead-letters", "replay", "0-1")).isEqualTo(1);

        assertThat(complaint())
                .contains(
                        "HTTP 422",
                        "2 fields are wrong",
                        "mended.caseId: must not be missing",
                        "mended.label: must be a text");
    }

    @Test
    void a_file_that_holds_no_record_is_refused_before_anything_is_sent() throws IOException {
        Path text = Files.writeString(folder.resolve("text.json"), "{\"caseId\": ");
        Path list = Files.writeString(folder.resolve("list.json"), "[]");

        assertThat(run("dead-letters", "replay", "0-1", "--mended", text.toString()))
                .isEqualTo(1);
        assertThat(run("dead-letters", "replay", "0-1", "--mended", list.toString()))
                .isEqualTo(1);
        assertThat(run("dead-letters", "replay", "0-1", "--mended", "nowhere.json"))
                .isEqualTo(1);

        assertThat(complaint()).contains("is not JSON", "one JSON object", "There is no file nowhere.json");
        assertThat(requests).isEmpty();
    }

    @Test
    void one_is_put_aside_with_a_note_in_the_name_of_somebody() {
        answers.put(
                "POST /v1/dead-letters/0-1/dismiss", new Answer(200, "{\"id\": \"0-1\", \"status\": \"dismissed\"}"));

        assertThat(run("dead-letters", "dismiss", "0-1", "--note", "a test", "--as", "simulator"))
                .isZero();

        assertThat(requests.getLast().body()).isEqualTo("{\"note\":\"a test\"}");
    }

    @Test
    void a_service_that_is_down_a_wrong_state_and_an_unknown_account_are_said_plainly() {
        server.removeContext("/");
        server.createContext("/oauth2/token", this::answer);
        assertThat(run("dead-letters", "list")).isEqualTo(1);
        assertThat(run("dead-letters", "list", "--state", "lost")).isEqualTo(2);
        assertThat(run("dead-letters", "show", "x", "--as", "nobody")).isEqualTo(1);
        assertThat(run("dead-letters", "show")).isEqualTo(2);

        assertThat(complaint()).contains("HTTP 404", "--state must be one of", "There is no account 'nobody'");
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--home", folder.toString()));
        return Countersign.run(all.toArray(String[]::new));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new Request(line, String.valueOf(authorization), body));
            var answer = answers.getOrDefault(line, new Answer(404, "not json"));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
