package io.countersign.benchmarks.path;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API for predictions: one by itself, several as a batch. */
final class HttpDoor implements Door {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI ingest;
    private final String token;
    private final Phaser open = new Phaser(1);
    private final AtomicInteger failures = new AtomicInteger();

    /** @param token a pipeline's */
    HttpDoor(URI ingest, String token) {
        this.ingest = ingest;
        this.token = token;
    }

    @Override
    public void send(List<String> caseIds) {
        open.register();
        if (caseIds.size() == 1) {
            post("/v1/predictions", prediction(new Sample(caseIds.getFirst())));
        } else {
            ObjectNode batch = JSON.createObjectNode();
            var predictions = batch.putArray("predictions");
            caseIds.forEach(caseId -> predictions.add(prediction(new Sample(caseId))));
            post("/v1/predictions/batch", batch);
        }
    }

    private void post(String path, ObjectNode body) {
        http.sendAsync(
                        HttpRequest.newBuilder(URI.create(ingest + path))
                                .timeout(PATIENCE)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                                .build(),
                        BodyHandlers.discarding())
                .whenComplete(this::answered);
    }

    private void answered(@Nullable HttpResponse<Void> answer, @Nullable Throwable problem) {
        if (answer == null || answer.statusCode() != ACCEPTED) {
            failures.incrementAndGet();
        }
        open.arriveAndDeregister();
    }

    private static ObjectNode prediction(Sample sample) {
        ObjectNode prediction = JSON.createObjectNode()
                .put("source", Sample.SOURCE)
                .put("modelId", Sample.MODEL)
                .put("modelVersion", Sample.VERSION)
                .put("label", Sample.LABEL)
                .put("confidence", sample.confidence())
                .put("novelty", sample.novelty());
        prediction.putArray("itemKeys").add(sample.itemKey());
        var probabilities = prediction.putArray("labelProbabilities");
        probabilities.addObject().put("label", Sample.LABEL).put("probability", sample.confidence());
        probabilities.addObject().put("label", Sample.OTHER).put("probability", 1 - sample.confidence());
        prediction.putObject("content").put("text", Sample.TEXT);
        return JSON.createObjectNode()
                .put("caseId", sample.caseId())
                .put("occurredAt", Instant.now().toString())
                .set("prediction", prediction);
    }

    @Override
    public void close() {
        open.arriveAndAwaitAdvance();
        http.close();
        if (failures.get() > 0) {
            throw new IllegalStateException("ingest did not take %,d requests".formatted(failures.get()));
        }
    }
}
