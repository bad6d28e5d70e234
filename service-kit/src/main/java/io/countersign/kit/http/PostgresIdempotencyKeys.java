package io.countersign.kit.http;

import io.countersign.kit.postgres.Columns;
import io.countersign.kit.security.Caller;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Idempotency keys beside the effects: a second request with the key waits for the first one's transaction. */
final class PostgresIdempotencyKeys implements IdempotencyKeys {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final JsonMapper json;

    PostgresIdempotencyKeys(DatabaseClient database, TransactionalOperator transaction, JsonMapper json) {
        this.database = database;
        this.transaction = transaction;
        this.json = json;
    }

    @Override
    public <T> Mono<ResponseEntity<T>> once(
            Caller caller,
            @Nullable String key,
            Object request,
            Class<T> answerType,
            Supplier<Mono<ResponseEntity<T>>> work) {
        if (key == null) {
            return Mono.defer(work).as(transaction::transactional);
        }
        if (!FORM.matcher(key).matches()) {
            return Mono.error(new RefusedException(badKey()));
        }
        // by way of a text: half of a surrogate pair fits into one, but not into the bytes of a JSON writer
        var hash = sha256(json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
        return claim(caller, key, hash)
                .flatMap(isNew -> isNew
                        ? work.get().flatMap(answer -> keep(caller, key, answer).thenReturn(answer))
                        : kept(caller, key, hash, answerType))
                .as(transaction::transactional);
    }

    /** Forgets keys that are older than this. */
    Mono<Void> forget(Duration age) {
        return database.sql("DELETE FROM idempotency_key WHERE created_at < now() - make_interval(secs => $1)")
                .bind(0, (double) age.toSeconds())
                .then();
    }

    private Mono<Boolean> claim(Caller caller, String key, byte[] hash) {
        return database.sql(
                        "INSERT INTO idempotency_key (caller, key, request) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                .bind(0, caller.name())
                .bind(1, key)
                .bind(2, hash)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private Mono<Long> keep(Caller caller, String key, ResponseEntity<?> answer) {
        return database.sql("UPDATE idempotency_key SET status = $3, answer = $4 WHERE caller = $1 AND key = $2")
                .bind(0, caller.name())
                .bind(1, key)
                .bind(2, answer.getStatusCode().value())
                .bind(3, json.writeValueAsString(answer.getBody()))
                .fetch()
                .rowsUpdated();
    }

    private <T> Mono<ResponseEntity<T>> kept(Caller caller, String key, byte[] hash, Class<T> answerType) {
        return database.sql("SELECT request, status, answer FROM idempotency_key WHERE caller = $1 AND key = $2")
                .bind(0, caller.name())
                .bind(1, key)
                .map(row -> answer(row, hash, answerType))
                .one();
    }

    private <T> ResponseEntity<T> answer(Readable row, byte[] hash, Class<T> answerType) {
        if (!Arrays.equals(Columns.at(row, 0, byte[].class), hash)) {
            throw new RefusedException(otherBody());
        }
        return ResponseEntity.status(Columns.at(row, 1, Integer.class))
                .body(json.readValue(Columns.at(row, 2, String.class), answerType));
    }

    private static Problem badKey() {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "bad-idempotency-key",
                "The idempotency key is not one",
                "1 to 200 printable ASCII characters",
                List.of(new FieldError(HEADER, "must be 1 to 200 printable ASCII characters")));
    }

    private static Problem otherBody() {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "The idempotency key belongs to another request",
                "The key was used with another body",
                List.of(new FieldError(HEADER, "was used with another body")));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
