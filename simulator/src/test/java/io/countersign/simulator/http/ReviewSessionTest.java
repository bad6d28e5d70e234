package io.countersign.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewSessionTest {

    private static final String CLAIM = "{\"taskId\":\"t%d\",\"caseId\":\"c%d\",\"seat\":1,\"token\":7}";

    private final List<Desk> desks = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Integer> held = new CopyOnWriteArrayList<>();
    private volatile int waiting = 1;
    private volatile boolean answersAreLost;
    private ReviewSession session = new ReviewSession(List.of(api(URI.create("http://127.0.0.1:1"))), 0);

    @BeforeEach
    void open() throws IOException {
        desks.add(new Desk("a"));
        desks.add(new Desk("b"));
        session = new ReviewSession(
                desks.stream().map(desk -> api(desk.address())).toList(), 0);
    }

    @AfterEach
    void close() {
        desks.forEach(desk -> desk.server.stop(0));
    }

    @Test
    void claims_of_an_earlier_session_come_back_before_a_new_one_is_taken() throws Exception {
        held.addAll(List.of(101, 102));

        assertThat(tasks(2)).containsExactly("t101", "t102");
        assertThat(asked).containsExactly("a held", "a decide", "a held", "a decide");
    }

    @Test
    void who_holds_nothing_is_not_asked_again_what_they_hold() throws Exception {
        waiting = 3;

        assertThat(session.next()).isEmpty();
        assertThat(session.next()).isPresent();
        assertThat(session.next()).isPresent();
        assertThat(asked).containsExactly("a held", "a claim", "a claim");
    }

    @Test
    void a_claim_whose_answer_was_lost_is_found_at_the_next_instance() throws Exception {
        session.next();
        answersAreLost = true;

        assertThatThrownBy(session::next).isInstanceOf(IOException.class);
        answersAreLost = false;

        assertThat(session.next()).map(Claim::taskId).hasValue("t1");
        assertThat(asked).containsExactly("a held", "a claim", "b held");
    }

    @Test
    void after_a_verdict_whose_answer_was_lost_it_is_asked_what_is_held() throws Exception {
        session.next();
        Claim claim = session.next().orElseThrow();
        answersAreLost = true;

        assertThatThrownBy(() -> session.decide(claim, "spam")).isInstanceOf(IOException.class);
        answersAreLost = false;

        assertThat(session.next()).isEmpty();
        assertThat(asked).endsWith("a decide", "b held");
    }

    @Test
    void what_was_put_aside_is_held_back_until_it_is_released() throws Exception {
        held.addAll(List.of(101, 102));

        session.putAside(session.next().orElseThrow());

        assertThat(session.next()).map(Claim::taskId).hasValue("t102");
        session.releaseAside();
        assertThat(asked).containsExactly("a held", "a held", "a release t101");
        session.releaseAside();
        assertThat(asked).hasSize(3);
    }

    private List<String> tasks(int number) throws IOException, InterruptedException {
        List<String> tasks = new ArrayList<>();
        while (tasks.size() < number) {
            Claim claim = session.next().orElseThrow();
            tasks.add(claim.taskId());
            session.decide(claim, "spam");
        }
        return tasks;
    }

    private static ReviewApi api(URI address) {
        return new ReviewApi(Connections.open(), address, "token");
    }

    /** One instance of a review-service that forgets to answer when told to, after it has done what was asked. */
    private final class Desk {

        private final String name;
        private final HttpServer server;

        Desk(String name) throws IOException {
            this.name = name;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/claims", this::claims);
            server.createContext("/v1/tasks", this::decide);
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        private void claims(HttpExchange exchange) throws IOException {
            if (exchange.getRequestMethod().equals("GET")) {
                asked.add(name + " held");
                Stream<String> claims = held.stream().map(number -> CLAIM.formatted(number, number));
                answer(exchange, 200, claims.toList().toString());
                return;
            }
            asked.add(name + " claim");
            if (waiting == 0) {
                answer(exchange, 204, "");
                return;
            }
            held.add(waiting);
            answer(exchange, 200, CLAIM.formatted(waiting, waiting));
            waiting--;
        }

        private void decide(HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            asked.add(path.endsWith("/release") ? name + " release " + path.split("/", -1)[3] : name + " decide");
            held.removeFirst();
            answer(exchange, 200, "{\"next\":null}");
        }

        private void answer(HttpExchange exchange, int status, String body) throws IOException {
            exchange.getRequestBody().readAllBytes();
            if (!answersAreLost) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        }
    }
}
