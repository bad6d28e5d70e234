package io.countersign.system;

import io.countersign.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.JsonNode;

/** Dead letters as their topics have them, and as the API says what became of them. */
final class DeadLetters {

    /** Who can end a prediction on its way to a lane; what others cannot read of it is routed all the same. */
    private static final Set<String> ON_THE_WAY = Set.of("ingest-service-predictions", "routing-service");

    private DeadLetters() {}

    /** Keys that begin with {@code prefix}, of predictions that are dead letters and were not sent again. */
    static List<String> notYetMended(String prefix) {
        List<ConsumerRecord<String, byte[]>> letters = Stream.of(Topics.PREDICTION_SUBMITTED, Topics.PREDICTION_SCORED)
                .flatMap(topic -> RunningSystem.topics().records(Topics.deadLetters(topic), prefix).stream())
                .filter(letter -> ON_THE_WAY.contains(text(letter, "kafka_dlt-original-consumer-group")))
                .toList();
        if (letters.isEmpty()) {
            return List.of();
        }
        Set<String> replayed = replayed();
        return letters.stream()
                .filter(letter -> !replayed.contains(place(letter)))
                .map(ConsumerRecord::key)
                .toList();
    }

    private static Set<String> replayed() {
        Api auditor = new Api(RunningSystem.cli().uri("ingest"), RunningSystem.token("gus"));
        try {
            JsonNode page =
                    auditor.get("/v1/dead-letters?state=replayed&limit=500").body();
            return page.required("items")
                    .valueStream()
                    .map(letter -> letter.required("topic").asString()
                            + " " + letter.required("partition").asInt()
                            + " " + letter.required("offset").asLong()
                            + " " + letter.required("consumer").asString())
                    .collect(Collectors.toSet());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String place(ConsumerRecord<String, byte[]> letter) {
        return Topics.source(letter.topic())
                + " "
                + ByteBuffer.wrap(header(letter, "kafka_dlt-original-partition"))
                        .getInt()
                + " "
                + ByteBuffer.wrap(header(letter, "kafka_dlt-original-offset")).getLong()
                + " " + text(letter, "kafka_dlt-original-consumer-group");
    }

    private static String text(ConsumerRecord<?, ?> letter, String name) {
        return new String(header(letter, name), StandardCharsets.UTF_8);
    }

    private static byte[] header(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? new byte[0] : header.value();
    }
}
