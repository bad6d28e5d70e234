package io.countersign.platform.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks over HTTP, and waits for no answer longer than it says. */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_A_PROBE = Duration.ofSeconds(5);
    private static final HttpClient PROBE =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private Http() {}

    /** Whether a process says that it is well. */
    public static boolean answersOk(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return send(PROBE, request, PATIENCE_WITH_A_PROBE).statusCode() == 200;
    }

    /**
     * The answer, when all of it has come.
     *
     * @throws HttpTimeoutException if it has not within 30 seconds
     * @throws IOException if none comes
     */
    public static HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        return send(client, request, PATIENCE);
    }

    /** A time limit of the request itself would end with the headers: an answer that stops after them has no end. */
    static HttpResponse<String> send(HttpClient client, HttpRequest request, Duration patience)
            throws IOException, InterruptedException {
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            var late = new HttpTimeoutException(
                    request.uri() + " has not answered within " + patience.toSeconds() + " seconds");
            late.initCause(e);
            throw late;
        } finally {
            answer.cancel(true);
        }
    }
}
