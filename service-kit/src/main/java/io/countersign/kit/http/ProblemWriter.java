package io.countersign.kit.http;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes a problem where there is no controller whose answer it could be. */
public final class ProblemWriter {

    private final JacksonJsonEncoder encoder = new JacksonJsonEncoder();

    /** Answers the exchange with the problem. */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.retryAfter().ifPresent(wait -> response.getHeaders().set(HttpHeaders.RETRY_AFTER, wait));
        var body = encoder.encode(
                Mono.just(problem.toDetail()),
                response.bufferFactory(),
                ResolvableType.forClass(ProblemDetail.class),
                MediaType.APPLICATION_PROBLEM_JSON,
                null);
        return response.writeWith(body);
    }
}
