package io.countersign.kit.http;

import java.io.Serial;

/** Carries a {@link Problem} out of a controller. For the HTTP edge only: inside, a refusal is a value. */
public final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RefusedException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
