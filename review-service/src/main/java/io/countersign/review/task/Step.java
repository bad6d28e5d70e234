package io.countersign.review.task;

/** One event between the review that it changed and what it made of it. */
public record Step(ReviewEvent event, Review before, Review after) {}
