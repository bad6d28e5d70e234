package io.countersign.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.simulator.http.Connections;
import io.countersign.simulator.http.ReviewApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewerTest {

    private static final String CLAIM = "{\"taskId\":\"t1\",\"caseId\":\"run:c1\",\"seat\":1,\"token\":7}";

    private final AtomicBoolean held = new AtomicBoolean();
    private final AtomicBoolean answersAreLost = new AtomicBoolean(true);
    private final List<String> verdicts = new CopyOnWriteArrayList<>();
    private final CountDownLatch decided = new CountDownLatch(1);
    private HttpServer desk;

    @BeforeEach
    void open() throws IOException {
        desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        desk.createContext("/v1/claims", this::claims);
        desk.createContext("/v1/tasks/t1/verdict", this::verdict);
        desk.start();
    }

    @AfterEach
    void close() {
        desk.stop(0);
    }

    @Test
    void a_claim_whose_answer_was_lost_is_found_and_decided() throws InterruptedException {
        var settling = new Settling();
        var answers = new Answers(0, 1);
        answers.truth("c1", "spam");
        var address = URI.create("http://127.0.0.1:" + desk.getAddress().getPort());
        var api = new ReviewApi(Connections.open(), address, "token");
        var reviewer =
                Thread.ofVirtual().start(new Reviewer(0, List.of(api), answers, new CaseIds("set", "run"), settling));

        assertThat(decided.await(20, TimeUnit.SECONDS)).isTrue();
        settling.end();
        reviewer.join();

        assertThat(verdicts).singleElement().asString().contains("\"token\":7", "spam");
    }

    /** The first claim is given, and the service dies before it has said so. */
    private void claims(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, held.get() ? "[" + CLAIM + "]" : "[]");
        } else if (answersAreLost.getAndSet(false)) {
            held.set(true);
            exchange.close();
        } else {
            answer(exchange, 204, "");
        }
    }

    private void verdict(HttpExchange exchange) throws IOException {
        verdicts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        held.set(false);
        answer(exchange, 200, "{\"next\":null}");
        decided.countDown();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
