package io.countersign.routing.policy;

import io.countersign.routing.policy.DocumentNode.Mapping;
import io.countersign.routing.policy.DocumentNode.Scalar;
import io.countersign.routing.policy.DocumentNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one mapping and notes what is wrong with them. What is wrong reads as a harmless value: the
 * document is refused anyway, and reading on finds the other faults as well.
 */
final class Fields {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");

    private final String where;
    private final Mapping mapping;
    private final List<PolicyFault> faults;

    private Fields(String where, Mapping mapping, List<PolicyFault> faults) {
        this.where = where;
        this.mapping = mapping;
        this.faults = faults;
    }

    /** The fields of a node that must be a mapping with no other fields than these. */
    static Fields of(DocumentNode node, String where, List<PolicyFault> faults, String... known) {
        if (!(node instanceof Mapping mapping)) {
            faults.add(new PolicyFault(node.line(), where, "must have fields: " + String.join(", ", known)));
            return new Fields(where, new Mapping(node.line(), Map.of()), new ArrayList<>());
        }
        Fields fields = new Fields(where, mapping, faults);
        mapping.fields().forEach((name, value) -> {
            if (known.length > 0 && !List.of(known).contains(name)) {
                faults.add(new PolicyFault(
                        value.line(), fields.at(name), "is not known here; known are " + String.join(", ", known)));
            }
        });
        return fields;
    }

    /** Fields whose names the author chooses. */
    static Map<String, DocumentNode> named(@Nullable DocumentNode node, String where, List<PolicyFault> faults) {
        return node == null ? Map.of() : of(node, where, faults).mapping.fields();
    }

    @Nullable
    DocumentNode find(String name) {
        return mapping.fields().get(name);
    }

    int line() {
        return mapping.line();
    }

    String at(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    void wrong(String name, String message) {
        DocumentNode node = find(name);
        faults.add(new PolicyFault(node == null ? line() : node.line(), at(name), message));
    }

    boolean has(String name) {
        return find(name) != null;
    }

    DocumentNode required(String name) {
        DocumentNode node = find(name);
        if (node == null) {
            wrong(name, "is missing");
            return new Mapping(line(), Map.of());
        }
        return node;
    }

    String text(String name) {
        DocumentNode node = find(name);
        if (node == null) {
            wrong(name, "is missing");
        } else if (node instanceof Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text().strip();
        } else {
            wrong(name, "must be a text");
        }
        return "";
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    double number(String name, double least, double most) {
        String text = text(name);
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        if (!text.isEmpty()) {
            wrong(name, "must be a number from " + plain(least) + " to " + plain(most));
        }
        return least;
    }

    int whole(String name, int least, int most) {
        double number = number(name, least, most);
        if (number != Math.rint(number)) {
            wrong(name, "must be a whole number");
        }
        return (int) number;
    }

    boolean flag(String name) {
        String text = text(name);
        if (!text.equals("true") && !text.equals("false")) {
            wrong(name, "must be true or false");
        }
        return text.equals("true");
    }

    Duration duration(String name) {
        Matcher written = DURATION.matcher(text(name));
        if (!written.matches()) {
            wrong(name, "must be a time such as 30s, 15m, 24h or 7d");
            return Duration.ZERO;
        }
        long amount = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** A text or a list of texts; empty where the field is missing. */
    Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (DocumentNode item : items(name)) {
            if (item instanceof Scalar scalar) {
                texts.add(scalar.text().strip());
            } else {
                wrong(name, "must be a list of texts");
            }
        }
        return texts;
    }

    /** The entries of a list; a single value is a list of one; empty where the field is missing. */
    List<DocumentNode> items(String name) {
        return switch (find(name)) {
            case null -> List.of();
            case Sequence list -> list.items();
            case Scalar one -> List.of(one);
            case Mapping mapping -> {
                wrong(name, "must be a list");
                yield List.of();
            }
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
