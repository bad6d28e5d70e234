package io.countersign.ingest.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Collects every fault of one document, so that its sender can mend it in one go. Not for use by several threads. */
public final class Faults {

    /** Longest name or identifier, in UTF-16 units. */
    public static final int NAME_LIMIT = 200;

    /** Longest item key, in UTF-16 units. */
    public static final int KEY_LIMIT = 500;

    /** After so many the rest is only counted: a document that is wrong throughout must not become a larger one. */
    static final int LIMIT = 100;

    private final List<Fault> found = new ArrayList<>();
    private int more;

    /** Adds a fault. */
    public void add(String field, String message) {
        if (found.size() < LIMIT) {
            found.add(new Fault(field, message));
        } else {
            more++;
        }
    }

    /** A name that must be there: 1 to {@value #NAME_LIMIT} characters, none of them a control character, not blank. */
    public void name(String field, @Nullable String value) {
        name(field, value, NAME_LIMIT);
    }

    /** A name that must be there, of at most {@code limit} characters. */
    public void name(String field, @Nullable String value, int limit) {
        if (value == null || value.isBlank()) {
            add(field, "must not be empty");
        } else if (value.length() > limit) {
            add(field, "must be at most " + limit + " characters, was " + value.length());
        } else if (value.chars().anyMatch(Character::isISOControl)) {
            add(field, "must not contain control characters");
        } else {
            unicode(field, value);
        }
    }

    /** A name that may be missing. */
    public void optionalName(String field, @Nullable String value) {
        if (value != null) {
            name(field, value);
        }
    }

    /** Free text that may be missing: anything but U+0000, which no database of ours can hold, and broken surrogates. */
    public void text(String field, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.indexOf('\0') >= 0) {
            add(field, "must not contain the character U+0000");
        } else {
            unicode(field, value);
        }
    }

    /** Free text of at most {@code limit} characters. */
    public void text(String field, @Nullable String value, int limit) {
        if (value != null && value.length() > limit) {
            add(field, "must be at most " + limit + " characters, was " + value.length());
        } else {
            text(field, value);
        }
    }

    /** A share or a probability: 0..1. */
    public void share(String field, double value) {
        between(field, value, 0, 1);
    }

    /** A share that may be missing. */
    public void optionalShare(String field, @Nullable Double value) {
        if (value != null) {
            share(field, value);
        }
    }

    /** A number within bounds; NaN lies in none. */
    public void between(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            add(field, "must be between " + plain(least) + " and " + plain(most) + ", was " + value);
        }
    }

    /** An amount that may be missing: finite and not below 0. */
    public void optionalAmount(String field, @Nullable Double value) {
        if (value != null && !(value >= 0 && value <= Double.MAX_VALUE)) {
            add(field, "must be a finite number of 0 or more, was " + value);
        }
    }

    /** A finite number. */
    public void finite(String field, double value) {
        if (!Double.isFinite(value)) {
            add(field, "must be a finite number, was " + value);
        }
    }

    /** At most so many entries. */
    public void atMost(String field, Collection<?> values, int limit) {
        if (values.size() > limit) {
            add(field, "must have at most " + limit + " entries, had " + values.size());
        }
    }

    /** A list of names, each different from the others. */
    public void names(String field, List<String> values, int limit, int nameLimit) {
        atMost(field, values, limit);
        each(field, values, (path, value) -> name(path, value, nameLimit));
        distinct(field, "", values);
    }

    /** Names as keys and values of a map. */
    public void namesByName(String field, Map<String, String> values, int limit) {
        atMost(field, values.keySet(), limit);
        values.forEach((key, value) -> {
            entryName(field, key);
            name(field + "." + key, value);
        });
    }

    /** The name of an entry of a map. */
    public void entryName(String field, String key) {
        if (key.isBlank()) {
            add(field, "must not have an entry with an empty name");
        } else {
            name(field + "." + key, key);
        }
    }

    /** Runs a rule on each entry, with the entry's path. */
    public <T> void each(String field, List<T> values, BiConsumer<String, T> rule) {
        for (int i = 0; i < values.size(); i++) {
            rule.accept(field + "[" + i + "]", values.get(i));
        }
    }

    /** No value twice; {@code part} is what follows the entry in the path, for example {@code .name}. */
    public void distinct(String field, String part, List<String> values) {
        var seen = new HashSet<String>();
        for (int i = 0; i < values.size(); i++) {
            if (!seen.add(values.get(i))) {
                add(field + "[" + i + "]" + part, "must not repeat \"" + values.get(i) + "\"");
            }
        }
    }

    /** Whether nothing is wrong. */
    public boolean none() {
        return found.isEmpty();
    }

    /** Everything that is wrong, in the order in which it was found. */
    public List<Fault> all() {
        if (more == 0) {
            return List.copyOf(found);
        }
        var all = new ArrayList<>(found);
        all.add(new Fault("", more + " more fields are wrong"));
        return List.copyOf(all);
    }

    private void unicode(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (!Character.isSurrogate(unit)) {
                continue;
            }
            if (Character.isLowSurrogate(unit)
                    || i + 1 == value.length()
                    || !Character.isLowSurrogate(value.charAt(i + 1))) {
                add(field, "must be valid Unicode: half of a surrogate pair stands alone");
                return;
            }
            i++;
        }
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
