package io.countersign.setup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** A registry in memory that, like some, knows no compatibility of a subject that is not there yet. */
final class StandInRegistry implements AutoCloseable {

    final Map<String, String> schemas = new ConcurrentHashMap<>();
    final Map<String, String> compatibility = new ConcurrentHashMap<>();
    volatile boolean starting;
    volatile boolean incompatible;

    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;

    StandInRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        var body = json.readTree(exchange.getRequestBody().readAllBytes());
        if (starting) {
            starting = false;
            reply(exchange, 503, "{}");
        } else if (path[1].equals("config")) {
            boolean known = schemas.containsKey(path[2]);
            if (known) {
                compatibility.put(path[2], body.path("compatibility").asString());
            }
            reply(exchange, known ? 200 : 404, "{}");
        } else if (incompatible) {
            reply(exchange, 409, "{\"message\":\"READER_FIELD_MISSING_DEFAULT_VALUE\"}");
        } else {
            schemas.put(path[2], body.path("schema").asString());
            reply(exchange, 200, "{\"id\":" + (7 + schemas.size()) + "}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
