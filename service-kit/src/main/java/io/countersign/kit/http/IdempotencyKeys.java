package io.countersign.kit.http;

import io.countersign.kit.security.Caller;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Answers a repeated write with the answer that it got the first time (header {@code Idempotency-Key}). */
public interface IdempotencyKeys {

    /** The request header that carries the key. */
    String HEADER = "Idempotency-Key";

    /**
     * Does the work once per caller and key. The key, the answer and what the work writes are one database
     * transaction, so an answer is kept if, and only if, its effects are. A work that fails leaves no trace of its key.
     *
     * @param key the header's value, 1 to 200 printable ASCII characters; when absent the work is simply done
     * @param request the request's body: the same key with another body is refused with 422
     * @param answerType the type of the answer's body, which must survive JSON and back
     */
    <T> Mono<ResponseEntity<T>> once(
            Caller caller,
            @Nullable String key,
            Object request,
            Class<T> answerType,
            Supplier<Mono<ResponseEntity<T>>> work);
}
