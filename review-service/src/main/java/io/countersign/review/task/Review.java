package io.countersign.review.task;

/** A task together with its case: what a command is decided on. */
public record Review(ReviewTask task, CaseFile file) {

    Review with(ReviewTask other) {
        return new Review(other, file);
    }
}
