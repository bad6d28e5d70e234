package io.countersign.routing;

import java.io.Serial;

/** There is no policy that can route. Nothing is wrong with the cases: they wait. */
public final class NoPolicyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public NoPolicyException(String message) {
        super(message);
    }
}
