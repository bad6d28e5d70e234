package io.countersign.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema registry in memory that speaks the part of Confluent's API that is used here: look up by content, register,
 * get by id. A test can make it go away.
 */
public final class FakeRegistry implements AutoCloseable {

    private static final String BASE = "/apis/ccompat/v7";
    private static final int FIRST_FOREIGN = 1_000_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<Integer, Map<String, String>> foreign = new ConcurrentHashMap<>();
    private final List<Schema> byId = new CopyOnWriteArrayList<>();
    private final Map<String, List<Integer>> idsBySubject = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean away;
    private volatile boolean silent;

    private FakeRegistry(HttpServer server) {
        this.server = server;
        server.createContext(BASE, this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Starts an empty registry on a free port of the loopback address. */
    public static FakeRegistry start() {
        try {
            return new FakeRegistry(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base address, as in COUNTERSIGN_REGISTRY_URL. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + BASE;
    }

    /** Registers the schema under the subject, as one more version. Registering it again changes nothing. */
    public synchronized int register(String subject, Schema schema) {
        int known = byId.indexOf(schema);
        int id = known >= 0 ? known + 1 : byId.size() + 1;
        if (known < 0) {
            byId.add(schema);
        }
        var ids = idsBySubject.computeIfAbsent(subject, _ -> new CopyOnWriteArrayList<>());
        if (!ids.contains(id)) {
            ids.add(id);
        }
        return id;
    }

    /** Registers something that is no Avro schema of ours, as registries of several teams hold; answers with its id. */
    public int registerForeign(String schemaType, String text) {
        int id = FIRST_FOREIGN + foreign.size();
        foreign.put(id, Map.of("schemaType", schemaType, "schema", text));
        return id;
    }

    /** From now on it answers nothing but 503. */
    public void goAway() {
        away = true;
    }

    /** From now on its answers stop after their headers, until it is closed. */
    public void fallSilent() {
        silent = true;
    }

    /** It answers again. */
    public void comeBack() {
        away = false;
        silent = false;
    }

    /** How many requests have come in, answered or not. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            if (away) {
                send(exchange, 503, Map.of("error_code", 50301, "message", "away"));
                return;
            }
            var path =
                    exchange.getRequestURI().getPath().substring(BASE.length()).split("/", -1);
            if (path.length == 4 && path[2].equals("ids")) {
                schemaById(exchange, Integer.parseInt(path[3]));
            } else if (path.length >= 3 && exchange.getRequestMethod().equals("POST")) {
                subject(exchange, path[2], path.length == 4);
            } else {
                send(exchange, 404, Map.of("error_code", 404, "message", "no such path"));
            }
        }
    }

    private void schemaById(HttpExchange exchange, int id) throws IOException {
        var other = foreign.get(id);
        if (other != null) {
            send(exchange, 200, other);
        } else if (id < 1 || id > byId.size()) {
            send(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
        } else {
            send(exchange, 200, Map.of("schema", byId.get(id - 1).toString()));
        }
    }

    private void subject(HttpExchange exchange, String subject, boolean register) throws IOException {
        var text = JSON.readTree(exchange.getRequestBody().readAllBytes())
                .get("schema")
                .asString();
        var schema = new Schema.Parser().parse(text);
        int id = register ? register(subject, schema) : byId.indexOf(schema) + 1;
        if (idsBySubject.getOrDefault(subject, List.of()).contains(id)) {
            send(exchange, 200, Map.of("subject", subject, "id", id, "version", 1, "schema", text));
        } else {
            send(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
        }
    }

    private void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        if (silent) {
            waitForTheEnd(exchange);
        }
        exchange.getResponseBody().write(bytes);
    }

    private void waitForTheEnd(HttpExchange exchange) throws IOException {
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
