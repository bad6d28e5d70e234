package io.countersign.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void key_value_and_headers_are_as_they_came() {
        headers.add("traceparent", text("00"));
        var letter = letter("case-1", new byte[] {1, 2, 3});

        assertThat(letter.key()).isEqualTo("case-1");
        assertThat(letter.value()).containsExactly(1, 2, 3);
        assertThat(said(letter.headers(), "traceparent")).isEqualTo("00");
        assertThat(said(letter.headers(), DeadLetters.CUT_FROM)).isNull();
        assertThat(said(letter.headers(), DeadLetters.KEY_CUT_FROM)).isNull();
        assertThat(said(letter.headers(), DeadLetters.HEADERS_LEFT_OUT)).isNull();
    }

    @Test
    void what_is_too_long_is_cut_and_a_header_says_from_what() {
        headers.add("large", new byte[60_000]);
        var letter = letter("k".repeat(9_000), new byte[1_000_000]);

        assertThat(letter.value()).hasSize(900_000);
        assertThat(said(letter.headers(), DeadLetters.CUT_FROM)).isEqualTo("1000000");
        assertThat(letter.key()).hasSize(8_000);
        assertThat(said(letter.headers(), DeadLetters.KEY_CUT_FROM)).isEqualTo("9000");
        assertThat(letter.headers().lastHeader("large")).isNull();
        assertThat(said(letter.headers(), DeadLetters.HEADERS_LEFT_OUT)).isEqualTo("1");
    }

    @Test
    void a_record_that_says_itself_that_it_was_cut_is_not_believed() {
        headers.add(DeadLetters.CUT_FROM, text("7"));
        headers.add(DeadLetters.KEY_CUT_FROM, text("7"));
        var letter = letter("case-1", new byte[] {1});

        assertThat(said(letter.headers(), DeadLetters.CUT_FROM)).isNull();
        assertThat(said(letter.headers(), DeadLetters.KEY_CUT_FROM)).isNull();
    }

    private ProducerRecord<String, byte[]> letter(String key, byte[] value) {
        var record = new ConsumerRecord<>(
                "hitl.prediction.submitted.v1",
                0,
                0L,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
        return DeadLetters.toSend(record, "test", "no record");
    }

    private static @Nullable String said(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
