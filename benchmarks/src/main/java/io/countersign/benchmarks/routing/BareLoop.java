package io.countersign.benchmarks.routing;

import io.countersign.event.PredictionScored;
import io.countersign.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * What there is to beat: a poll, a plain codec, two sends a case, the offsets and a commit. It decides nothing, and writes
 * records of the same shape with the settings of the service's own clients.
 */
final class BareLoop implements Loop, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final TransactionWatch watch = new TransactionWatch();
    private final Map<String, Object> consumerSettings;
    private final Producer<String, byte[]> producer;
    private final PlainCodec codec;

    BareLoop(KafkaProperties kafka, PlainCodec codec) {
        this.codec = codec;
        this.consumerSettings = new HashMap<>(kafka.buildConsumerProperties());
        consumerSettings.put("group.id", "bare-loop");
        Map<String, Object> producerSettings = new HashMap<>(kafka.buildProducerProperties());
        producerSettings.put("transactional.id", "bare-loop");
        this.producer = watch.apply(new KafkaProducer<>(producerSettings));
        producer.initTransactions();
    }

    @Override
    public String name() {
        return "bare loop";
    }

    @Override
    public Run run(int cases) throws Exception {
        watch.expect(cases);
        try (var consumer = new KafkaConsumer<String, byte[]>(consumerSettings)) {
            consumer.subscribe(List.of(Topics.PREDICTION_SCORED));
            int left = cases;
            while (left > 0) {
                var batch = consumer.poll(POLL);
                if (!batch.isEmpty()) {
                    producer.beginTransaction();
                    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                    for (ConsumerRecord<String, byte[]> record : batch) {
                        transform(record);
                        offsets.put(
                                new TopicPartition(record.topic(), record.partition()),
                                new OffsetAndMetadata(record.offset() + 1));
                    }
                    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
                    producer.commitTransaction();
                    left -= batch.count();
                }
            }
        }
        return watch.await();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void transform(ConsumerRecord<String, byte[]> record) throws IOException {
        PredictionScored scored = codec.decode(record.value());
        send(Topics.CASE_ROUTED, scored.getCaseId(), codec.caseRouted(scored));
        send(Topics.DECISION_MADE, scored.getCaseId(), codec.decisionMade(scored));
    }

    private void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, null, key, value, codec.headers()));
    }
}
