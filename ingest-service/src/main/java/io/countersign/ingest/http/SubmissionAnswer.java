package io.countersign.ingest.http;

import io.countersign.ingest.Receipt;
import io.countersign.kit.http.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one submission.
 *
 * @param index its place in the batch, from 0; 0 of a single one
 * @param status {@code accepted}, {@code repeated} (it was in already) or {@code refused}
 * @param kind why it was refused: {@code invalid}, {@code conflict} or {@code excluded}; null where it was not
 * @param refusalId names the refusal; null where it was not refused, or could not be read at all
 * @param exclusionKey the key that is excluded; null where none is
 * @param errors every wrong field; empty where nothing is wrong
 * @param statusUrl where to ask what becomes of it; null where its case could not be read
 */
public record SubmissionAnswer(
        int index,
        @Nullable String caseId,
        @Nullable Integer caseRevision,
        String status,
        @Nullable String kind,
        @Nullable String refusalId,
        @Nullable String exclusionKey,
        List<FieldError> errors,
        @Nullable String statusUrl) {

    static final String REFUSED = "refused";

    static SubmissionAnswer of(
            int index, String caseId, @Nullable Integer caseRevision, String statusUrl, Receipt receipt) {
        return switch (receipt) {
            case Receipt.Accepted _, Receipt.Repeated _ ->
                new SubmissionAnswer(
                        index, caseId, caseRevision, receipt.word(), null, null, null, List.of(), statusUrl);
            case Receipt.Refused(var refusalId, var refusal) ->
                new SubmissionAnswer(
                        index,
                        caseId,
                        caseRevision,
                        REFUSED,
                        refusal.kind(),
                        refusalId,
                        refusal.exclusionKey().orElse(null),
                        Answers.errors(refusal.faults()),
                        statusUrl);
        };
    }

    static SubmissionAnswer unreadable(int index, List<FieldError> errors) {
        return new SubmissionAnswer(index, null, null, REFUSED, "invalid", null, null, errors, null);
    }
}
