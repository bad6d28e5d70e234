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

    /** Longest natural key of an item. */
    static final int KEY = 500;

    /** After so many the rest is only counted: an answer must not become larger than its request. */
    private static final int MOST_ERRORS = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private int more;

    Checks wrong(boolean is, String field, String message) {
        if (is && errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(field, message));
        } else if (is) {
            more++;
        }
        return this;
    }

    /** May be missing; where it is given it is neither blank nor longer than {@code most} characters, and is text. */
    Checks text(@Nullable String value, String field, int most) {
        return wrong(value != null && value.isBlank(), field, "must not be blank")
                .content(value, field, most);
    }

    /** As {@link #text}, but it may be blank. */
    Checks content(@Nullable String value, String field, int most) {
        if (value != null) {
            wrong(value.length() > most, field, "must have at most " + most + " characters");
            wrong(value.indexOf('\0') >= 0, field, "must not have a NUL character");
            wrong(
                    value.codePoints().anyMatch(Checks::isHalfACharacter),
                    field,
                    "must be valid Unicode: half of a surrogate pair stands alone");
        }
        return this;
    }

    Checks required(@Nullable Object value, String field) {
        return wrong(value == null, field, "is required");
    }

    Checks names(@Nullable Collection<@Nullable String> values, String field, int most) {
        return names(values, field, most, SHORT);
    }

    /** At most {@code most} texts, none of them longer than {@code longest} characters. */
    Checks names(@Nullable Collection<@Nullable String> values, String field, int most, int longest) {
        if (values == null) {
            return this;
        }
        wrong(values.size() > most, field, "must have at most " + most + " items");
        int at = 0;
        for (var value : values) {
            required(value, field + "[" + at + "]").text(value, field + "[" + at + "]", longest);
            at++;
        }
        return this;
    }

    /** 422 with everything that is wrong, if anything is. */
    void orRefuse() {
        if (more > 0) {
            errors.add(new FieldError("", more + " more things are wrong"));
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(Problem.invalid(errors));
        }
    }

    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
