package io.countersign.ingest.http;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param accepted how many go on
 * @param repeated how many were in already
 * @param refused how many were turned away
 * @param items one answer an item, in the order of the batch
 */
public record BatchAnswer(int accepted, int repeated, int refused, List<SubmissionAnswer> items) {

    static BatchAnswer of(List<SubmissionAnswer> items) {
        return new BatchAnswer(count(items, "accepted"), count(items, "repeated"), count(items, "refused"), items);
    }

    private static int count(List<SubmissionAnswer> items, String status) {
        return (int) items.stream().filter(it -> it.status().equals(status)).count();
    }
}
