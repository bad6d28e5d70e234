package io.countersign.study;

/** A study that cannot be made, with the reason in words for the person who asked for it. */
final class StudyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StudyException(String reason) {
        super(reason);
    }
}
