package io.countersign.review.http;

import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that its sender learns of everything at once. */
final class Checks {

    static final int SHORT = 200;
    static final int LONG = 4000;

    private final List<FieldError> errors = new ArrayList<>();

    Checks wrong(boolean is, String field, String message) {
        if (is) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    /** May be missing; where it is given it is neither blank nor longer than {@code most} characters, and is text. */
    Checks text(@Nullable String value, String field, int most) {
        if (value != null) {
            wrong(value.isBlank(), field, "must not be blank");
            wrong(value.length() > most, field, "must have at most " + most + " characters");
            wrong(value.indexOf('\0') >= 0, field, "must not have a NUL character");
        }
        return this;
    }

    Checks required(@Nullable Object value, String field) {
        return wrong(value == null, field, "is required");
    }

    Checks names(@Nullable Collection<@Nullable String> values, String field, int most) {
        if (values == null) {
            return this;
        }
        wrong(values.size() > most, field, "must have at most " + most + " items");
        int at = 0;
        for (var value : values) {
            required(value, field + "[" + at + "]").text(value, field + "[" + at + "]", SHORT);
            at++;
        }
        return this;
    }

    /** 422 with everything that is wrong, if anything is. */
    void orRefuse() {
        if (!errors.isEmpty()) {
            throw new RefusedException(Problem.invalid(errors));
        }
    }
}
