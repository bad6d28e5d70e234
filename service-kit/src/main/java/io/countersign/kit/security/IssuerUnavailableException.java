package io.countersign.kit.security;

import java.io.Serial;
import org.springframework.security.authentication.AuthenticationServiceException;

/** A token may be good, but the issuer's keys could not be fetched to tell: a 503, never a 401. */
public final class IssuerUnavailableException extends AuthenticationServiceException {

    @Serial
    private static final long serialVersionUID = 1L;

    public IssuerUnavailableException(Throwable cause) {
        super("The issuer's keys cannot be fetched", cause);
    }
}
