package io.countersign.kit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.kit.RunningService;
import io.countersign.testsupport.TestPlatform;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.extension.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinaryParametersTest {

    private ConfigurableApplicationContext service;
    private DatabaseClient database;

    @BeforeAll
    void start() {
        service = RunningService.start(TestPlatform.shared().database("review"), Map.of());
        database = service.getBean(DatabaseClient.class);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** What PostgreSQL prints of each array is what it would print of the same array written in SQL. */
    static Stream<Arguments> arrays() {
        return Stream.of(
                Arguments.of(
                        new String[] {"plain", "", "NULL", null, "q\"\\{,}' ", "\u00fc\ud83d\ude00"},
                        "text[]",
                        "ARRAY['plain', '', 'NULL', NULL, 'q\"\\{,}'' ', '\u00fc\ud83d\ude00']"),
                Arguments.of(new Short[] {-32768, null, 32767}, "smallint[]", "ARRAY[-32768, NULL, 32767]"),
                Arguments.of(new Integer[] {-2147483648, null, 7}, "integer[]", "ARRAY[-2147483648, NULL, 7]"),
                Arguments.of(new Long[] {Long.MIN_VALUE, null, 7L}, "bigint[]", "ARRAY[-9223372036854775808, NULL, 7]"),
                Arguments.of(
                        new Double[] {0.1, Double.NaN, null, Double.NEGATIVE_INFINITY, -0.0},
                        "double precision[]",
                        "ARRAY[0.1, 'NaN', NULL, '-Infinity', '-0']"),
                Arguments.of(new Boolean[] {true, null, false}, "boolean[]", "ARRAY[true, NULL, false]"),
                Arguments.of(
                        new UUID[] {UUID.fromString("ffffffff-0000-7fff-8000-000000000001"), null},
                        "uuid[]",
                        "ARRAY['ffffffff-0000-7fff-8000-000000000001', NULL]"),
                Arguments.of(
                        new Instant[] {
                            Instant.parse("2026-11-21T20:00:00.123456499Z"),
                            null,
                            Instant.parse("1969-12-31T23:59:59.9999995Z"),
                            Instant.EPOCH
                        },
                        "timestamptz[]",
                        "ARRAY['2026-11-21T20:00:00.123456499Z', NULL, '1969-12-31T23:59:59.9999995Z',"
                                + " '1970-01-01T00:00:00Z']"),
                Arguments.of(new String[0], "text[]", "'{}'"),
                Arguments.of(new Long[0], "bigint[]", "'{}'"));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void an_array_arrives_as_it_is(Object[] array, String type, String sql) {
        assertThat(one("SELECT $1::%s::text".formatted(type), array))
                .isEqualTo(one("SELECT (%s::%s)::text WHERE $1 IS NOT NULL".formatted(sql, type), array));
    }

    @Test
    void bytes_arrive_as_they_are() {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(one("SELECT encode($1, 'hex')", all))
                .startsWith("000102")
                .endsWith("fdfeff")
                .hasSize(512);
        assertThat(one("SELECT length($1)::text", new byte[0])).isEqualTo("0");
    }

    @Test
    void many_byte_strings_arrive_as_one_array() {
        assertThat(one(
                        "SELECT encode($1[1], 'hex') || '/' || encode($1[3], 'hex') WHERE $1[2] IS NULL",
                        new byte[][] {{0, -1}, null, {}}))
                .isEqualTo("00ff/");
    }

    @Test
    void text_is_taken_for_what_a_statement_casts_it_to() {
        assertThat(one("SELECT ($1::jsonb[])[1] ->> 'a'", new String[] {"{\"a\": \"b\"}"}))
                .isEqualTo("b");
    }

    @Test
    void bytes_and_arrays_go_out_in_binary_by_every_connection() {
        assertThat(ServiceLoader.load(Extension.class))
                .anySatisfy(extension -> assertThat(extension).isInstanceOf(BinaryParameters.class));
        assertThat(new BytesCodec().encode(new byte[] {1}).toString()).contains("FORMAT_BINARY");
        assertThat(BinaryElements.ALL)
                .map(elements -> new BinaryArrayCodec<>(elements, ByteBufAllocator.DEFAULT))
                .allSatisfy(codec -> assertThat(codec.encodeNull().toString()).contains("FORMAT_BINARY"));
    }

    private String one(String sql, Object parameter) {
        return database.sql(sql)
                .bind(0, parameter)
                .map(row -> Columns.at(row, 0, String.class))
                .one()
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow(() -> new AssertionError("no row for " + Arrays.deepToString(new Object[] {parameter})));
    }
}
