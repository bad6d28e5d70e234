package io.countersign.kit.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which part of a request could not be read. */
final class UnreadableRequest {

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

    private static String said(JacksonException json) {
        return json instanceof UnrecognizedPropertyException
                ? "There is no such field"
                : String.valueOf(json.getOriginalMessage()).lines().findFirst().orElse("Not readable");
    }

    /** As in {@code items[2].confidence}; empty for the body as a whole. */
    private static String path(JacksonException json) {
        var path = new StringBuilder();
        for (var step : json.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
