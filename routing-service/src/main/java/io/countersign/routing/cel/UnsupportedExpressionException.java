package io.countersign.routing.cel;

import java.io.Serial;

/** The expression is good CEL, but none that policies may use. */
final class UnsupportedExpressionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnsupportedExpressionException(String message) {
        super(message);
    }
}
