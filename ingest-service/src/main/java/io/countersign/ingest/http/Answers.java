package io.countersign.ingest.http;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.refusal.Refusal;
import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;

/** What a caller is told when the answer is no. */
final class Answers {

    private Answers() {}

    static List<FieldError> errors(List<Fault> faults) {
        return faults.stream()
                .map(it -> new FieldError(it.field(), it.message()))
                .toList();
    }

    /** Ends the request where something is wrong with it. */
    static void refuseIfWrong(Faults faults) {
        refuseIfWrong(faults.all());
    }

    /** Ends the request where the text can be no name of anything. */
    static void refuseIfNoName(String field, String value) {
        var faults = new Faults();
        faults.name(field, value, Faults.KEY_LIMIT);
        refuseIfWrong(faults);
    }

    static void refuseIfWrong(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new RefusedException(Problem.invalid(errors(faults)));
        }
    }

    /** A refusal at the door: 422 where it is invalid or excluded, 409 where it is a conflict. */
    static Problem problem(Refusal refusal) {
        return problem(
                refusal.kind(), errors(refusal.faults()), refusal.exclusionKey().orElse(""), "");
    }

    /** As {@link #problem(Refusal)}, of an answer that may have been kept for a while. */
    static Problem problem(SubmissionAnswer answer) {
        var refusalId = answer.refusalId();
        return problem(
                Objects.requireNonNullElse(answer.kind(), "invalid"),
                answer.errors(),
                Objects.requireNonNullElse(answer.exclusionKey(), ""),
                refusalId == null ? "" : ". The refusal is kept under /v1/refusals/" + refusalId);
    }

    private static Problem problem(String kind, List<FieldError> errors, String exclusionKey, String where) {
        return switch (kind) {
            case "conflict" ->
                new Problem(
                        HttpStatus.CONFLICT,
                        "conflict",
                        "It contradicts what was taken in before",
                        errors.getFirst().message() + where,
                        errors);
            case "excluded" ->
                Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "excluded",
                        "The item is excluded",
                        "The item key " + exclusionKey + " is in the exclusion ledger" + where);
            default -> {
                var invalid = Problem.invalid(errors);
                yield new Problem(invalid.status(), invalid.slug(), invalid.title(), invalid.detail() + where, errors);
            }
        };
    }
}
