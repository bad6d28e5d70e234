package io.countersign.ingest.http;

import io.countersign.ingest.fault.Faults;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a small request, strictly: each one that is missing, unknown or of a wrong type is a fault. */
final class JsonFields {

    private static final String TIME = "a time such as 2026-01-05T08:00:00Z";

    private final JsonNode body;
    private final Faults faults;
    private final Set<String> asked = new HashSet<>();

    JsonFields(JsonNode body, Faults faults) {
        this.body = body;
        this.faults = faults;
        if (!body.isObject()) {
            faults.add("", "must be an object, was " + type(body));
        }
    }

    String text(String field) {
        var json = required(field);
        return json == null ? "" : texted(field, json);
    }

    @Nullable
    String optionalText(String field) {
        var json = optional(field);
        return json == null ? null : texted(field, json);
    }

    List<String> texts(String field) {
        var json = required(field);
        var texts = new ArrayList<String>();
        if (json != null && !json.isArray()) {
            wrong(field, "a list", json);
        } else if (json != null) {
            json.forEach(element -> texts.add(texted(field + "[" + texts.size() + "]", element)));
        }
        return texts;
    }

    List<JsonNode> list(String field) {
        var json = required(field);
        var list = new ArrayList<JsonNode>();
        if (json != null && !json.isArray()) {
            wrong(field, "a list", json);
        } else if (json != null) {
            json.forEach(list::add);
        }
        return list;
    }

    @Nullable
    Instant optionalTime(String field) {
        var json = optional(field);
        if (json == null) {
            return null;
        }
        try {
            if (json.isString()) {
                return OffsetDateTime.parse(json.stringValue()).toInstant();
            }
        } catch (DateTimeException e) {
            // said below, as of any other value that is no time
        }
        wrong(field, TIME, json);
        return null;
    }

    @Nullable
    JsonNode optional(String field) {
        asked.add(field);
        var json = body.get(field);
        return json == null || json.isNull() ? null : json;
    }

    /** To be called last: what nobody asked for is unknown. */
    void refuseOthers() {
        body.propertyNames().stream()
                .filter(name -> !asked.contains(name))
                .sorted()
                .forEach(name -> faults.add(name, "is not a field that is known here"));
    }

    private @Nullable JsonNode required(String field) {
        asked.add(field);
        var json = body.get(field);
        if (json == null && body.isObject()) {
            faults.add(field, "must not be missing");
        }
        return json;
    }

    private String texted(String field, JsonNode json) {
        if (json.isString()) {
            return json.stringValue();
        }
        wrong(field, "a text", json);
        return "";
    }

    private void wrong(String field, String expected, JsonNode json) {
        faults.add(field, "must be " + expected + ", was " + type(json));
    }

    private static String type(JsonNode json) {
        return json.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
