package io.countersign.setup;

import io.countersign.event.PolicyPublished;
import io.countersign.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes the default policy where it is not published yet. A pointer that somebody has moved stays where it is. */
final class PolicySeed {

    static {
        // Avro makes instances of no class that it was not told to trust.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith("io.countersign.")));
    }

    private final String bootstrapServers;

    PolicySeed(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Writes the version, then the pointer, each only where its key is missing.
     *
     * @param schemaId the registered id of {@link PolicyPublished}
     * @return how many records were written
     */
    int publishWhatIsMissing(int schemaId, Instant now) throws IOException, ExecutionException, InterruptedException {
        Set<String> published = publishedKeys();
        int written = 0;
        try (var producer = new KafkaProducer<String, byte[]>(producerSettings())) {
            if (!published.contains(DefaultPolicy.versionKey())) {
                send(producer, DefaultPolicy.versionKey(), encode(schemaId, DefaultPolicy.version(now)));
                written++;
            }
            if (!published.contains(DefaultPolicy.NAME)) {
                send(producer, DefaultPolicy.NAME, encode(schemaId, DefaultPolicy.pointer(now)));
                written++;
            }
        }
        return written;
    }

    private Set<String> publishedKeys() {
        Set<String> keys = new HashSet<>();
        try (var consumer = new KafkaConsumer<String, byte[]>(consumerSettings())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.POLICY_PUBLISHED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
                    keys.add(found.key());
                }
            }
        }
        return keys;
    }

    private static void send(KafkaProducer<String, byte[]> producer, String key, byte[] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(Topics.POLICY_PUBLISHED, key, value)).get();
    }

    /** Confluent's wire format: a zero byte, the schema's id, plain Avro. */
    private static byte[] encode(int schemaId, PolicyPublished policy) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<PolicyPublished>(PolicyPublished.getClassSchema()).write(policy, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private Map<String, Object> producerSettings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class);
    }

    private Map<String, Object> consumerSettings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
