package io.countersign.kit.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which part of a request could not be read. */
final class UnreadableRequest {

    private static final Pattern ADVICE = Pattern.compile(": enable `.*");

    private UnreadableRequest() {}

    static Problem problem(ServerWebInputException failure) {
        var json = json(failure);
        if (json != null) {
            return problem(List.of(new FieldError(path(json), said(json))));
        }
        var parameter = failure.getMethodParameter();
        var name = parameter == null ? null : parameter.getParameterName();
        var detail = failure.getReason() == null ? "The request could not be read" : failure.getReason();
        return name == null
                ? Problem.of(HttpStatus.BAD_REQUEST, "unreadable-request", "The request could not be read", detail)
                : problem(List.of(new FieldError(name, detail)));
    }

    private static Problem problem(List<FieldError> errors) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "unreadable-request",
                "The request could not be read",
                errors.getFirst().message(),
                errors);
    }

    private static @Nullable JacksonException json(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof JacksonException json) {
                return json;
            }
        }
        return null;
    }

    /** The first line, without advice on how to set up the parser that met it. */
    private static String said(JacksonException json) {
        return json instanceof UnrecognizedPropertyException
                ? "There is no such field"
                : ADVICE.matcher(String.valueOf(json.getOriginalMessage()))
                        .replaceFirst("")
                        .lines()
                        .findFirst()
                        .orElse("Not readable");
    }

    /** As in {@code items[2].confidence}; empty for the body as a whole. */
    private static String path(JacksonException json) {
        var path = new StringBuilder();
        for (var step : json.getPath()) {
            if (step.getPropertyName() == null) {
                element(path, step.getIndex());
            } else {
                field(path, step.getPropertyName());
            }
        }
        // What is no JSON at all is met before anything knows which field it would have been; the parser knows.
        if (path.isEmpty() && json.processor() instanceof JsonParser parser) {
            position(path, parser.streamReadContext());
        }
        return path.toString();
    }

    private static void position(StringBuilder path, @Nullable TokenStreamContext at) {
        if (at == null || at.inRoot()) {
            return;
        }
        position(path, at.getParent());
        if (at.inArray()) {
            element(path, at.getCurrentIndex());
        } else if (at.currentName() != null) {
            field(path, at.currentName());
        }
    }

    private static void element(StringBuilder path, int index) {
        path.append('[').append(index).append(']');
    }

    private static void field(StringBuilder path, String name) {
        path.append(path.isEmpty() ? "" : ".").append(name);
    }
}
