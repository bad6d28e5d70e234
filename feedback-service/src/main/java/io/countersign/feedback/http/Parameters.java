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
import org.springframework.http.HttpStatus;

/** Reads parameters of a request, and refuses with 400 those that say nothing, by name. */
final class Parameters {

    private static final int MOST = 500;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @return 1..500 */
    static int limit(int given) {
        return limit(given, MOST);
    }

    /** @return 1..{@code most} */
    static int limit(int given, int most) {
        if (given < 1 || given > most) {
            throw wrong("limit", "must be between 1 and " + most);
        }
        return given;
    }

    /** The case id in a cursor; empty for none. */
    static String caseId(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        try {
            return text("cursor", new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw wrong("cursor", "must be a cursor that an earlier page gave as its next");
        }
    }

    static String cursor(String caseId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(caseId.getBytes(StandardCharsets.UTF_8));
    }

    /** A time that PostgreSQL can hold: of the years 1 to 9999. */
    static Instant instant(String name, String given) {
        try {
            var time = Instant.parse(given);
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw wrong(name, "must be a time in UTC as in 2026-03-01T08:00:00Z");
        }
        throw wrong(name, "must be between " + EARLIEST + " and " + LATEST);
    }

    /** Text that PostgreSQL can hold. */
    static String text(String name, String given) {
        if (given.indexOf('\0') >= 0) {
            throw wrong(name, "must not have a NUL character in it");
        }
        return given;
    }

    /** One of these words; null where none was given. */
    static @Nullable String word(String name, @Nullable String given, List<String> words) {
        if (given != null && !words.contains(given)) {
            throw wrong(name, "must be one of " + String.join(", ", words));
        }
        return given;
    }

    static RefusedException wrong(String field, String message) {
        return new RefusedException(new Problem(
                HttpStatus.BAD_REQUEST,
                "unreadable-request",
                "The request could not be read",
                field + " " + message,
                List.of(new FieldError(field, message))));
    }

    private Parameters() {}
}
