package io.countersign.feedback.http;

import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads query parameters, and refuses with 422 those that say nothing. */
final class Parameters {

    private static final int MOST = 500;

    /** @return 1..500 */
    static int limit(int given) {
        if (given < 1 || given > MOST) {
            throw wrong("limit", "must be between 1 and " + MOST);
        }
        return given;
    }

    /** The case id in a cursor; empty for none. */
    static String caseId(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("cursor", "must be a cursor that an earlier page gave as its next");
        }
    }

    static String cursor(String caseId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(caseId.getBytes(StandardCharsets.UTF_8));
    }

    static Instant instant(String name, String given) {
        try {
            return Instant.parse(given);
        } catch (DateTimeParseException e) {
            throw wrong(name, "must be a time in UTC as in 2026-03-01T08:00:00Z");
        }
    }

    static RefusedException wrong(String field, String message) {
        return new RefusedException(Problem.invalid(List.of(new FieldError(field, message))));
    }

    private Parameters() {}
}
