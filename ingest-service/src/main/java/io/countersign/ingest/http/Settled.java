package io.countersign.ingest.http;

import io.countersign.ingest.ReplayAnswer;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;

/**
 * What became of something that was replayed or dismissed.
 *
 * @param id what was replayed or dismissed
 * @param status {@code accepted}, {@code repeated} (it was in already), {@code sent} or {@code dismissed}
 */
public record Settled(String id, String status) {

    /** The answer, or the problem that it is. */
    static Settled of(String id, ReplayAnswer answer) {
        return switch (answer) {
            case ReplayAnswer.Done(var word) -> new Settled(id, word);
            case ReplayAnswer.Unknown _ -> throw new RefusedException(Problem.notFound("Nothing has the id " + id));
            case ReplayAnswer.Settled(var state) ->
                throw new RefusedException(
                        Problem.conflict("already-settled", "It is settled already", "It is " + state + " already"));
            case ReplayAnswer.Wrong(var faults) -> throw new RefusedException(Problem.invalid(Answers.errors(faults)));
            case ReplayAnswer.RefusedAgain(var refusal) -> throw new RefusedException(Answers.problem(refusal));
        };
    }
}
