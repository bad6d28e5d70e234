package io.countersign.routing.policy;

/** Reads the text of a policy. */
@FunctionalInterface
public interface DocumentReader {

    Read read(String text);

    /** What came of it. */
    sealed interface Read {

        /** It is a document. */
        record Ok(DocumentNode document) implements Read {}

        /** It is none. */
        record Wrong(PolicyFault fault) implements Read {}
    }
}
