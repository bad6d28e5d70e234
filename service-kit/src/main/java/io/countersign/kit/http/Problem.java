package io.countersign.kit.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * What an HTTP caller is told when the answer is no (RFC 9457).
 *
 * @param slug names the kind, and never changes: the type is {@code https://countersign.io/problems/<slug>}
 * @param title the kind in words
 * @param detail this occurrence in words
 * @param errors the fields that are wrong; may be empty
 */
public record Problem(HttpStatus status, String slug, String title, String detail, List<FieldError> errors) {

    private static final int LONGEST_DETAIL = 4_000;
    private static final String BASE = "https://countersign.io/problems/";

    public Problem {
        detail = SentText.of(detail, LONGEST_DETAIL);
        errors = List.copyOf(errors);
    }

    public static Problem of(HttpStatus status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, List.of());
    }

    /** 422 with the fields that break a rule. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-request",
                "The request breaks a rule",
                errors.size() == 1 ? errors.getFirst().message() : errors.size() + " fields are wrong",
                errors);
    }

    /** 404. */
    public static Problem notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing", detail);
    }

    /** 409 with a slug of its own. */
    public static Problem conflict(String slug, String title, String detail) {
        return of(HttpStatus.CONFLICT, slug, title, detail);
    }

    /** 413: what was asked for is more than the events that tell of it may hold. */
    public static Problem tooLarge(String detail) {
        return of(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "The request is too large", detail);
    }

    /** 503: something that the answer depends on is away or full; trying again soon is right. */
    public static Problem unavailable(String detail) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "temporarily-unavailable", "Not possible just now", detail);
    }

    /** The value of {@code Retry-After}, in seconds, where trying again makes sense. */
    public Optional<String> retryAfter() {
        return status == HttpStatus.SERVICE_UNAVAILABLE ? Optional.of("2") : Optional.empty();
    }

    /** This problem as Spring writes it, as {@code application/problem+json}. */
    public ProblemDetail toDetail() {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create(BASE + slug));
        body.setTitle(title);
        if (!errors.isEmpty()) {
            body.setProperty("errors", errors);
        }
        return body;
    }
}
