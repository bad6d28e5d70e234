package io.countersign.routing.policy;

import java.util.List;
import java.util.Map;

/** A document as it was written, with the line of every part. */
public sealed interface DocumentNode {

    /** Line on which it begins, from 1. */
    int line();

    /** A single value, as its text. */
    record Scalar(int line, String text) implements DocumentNode {}

    /** A list. */
    record Sequence(int line, List<DocumentNode> items) implements DocumentNode {}

    /** Fields by name, in the order in which they were written. */
    record Mapping(int line, Map<String, DocumentNode> fields) implements DocumentNode {}
}
