package io.countersign.kit.http;

import io.countersign.kit.inbox.PassingFailures;
import io.countersign.kit.outbox.EventTooLargeException;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/** Turns what leaves a controller as an exception into problem details. Nothing of our insides is told. */
@RestControllerAdvice
class ProblemsAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemsAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException refusal) {
        return answer(refusal.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(WebExchangeBindException failure) {
        return answer(Problem.invalid(failure.getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException failure) {
        return answer(Problem.invalid(failure.getParameterValidationResults().stream()
                .flatMap(ProblemsAdvice::fieldErrors)
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(ServerWebInputException failure) {
        return answer(UnreadableRequest.problem(failure));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(EventTooLargeException failure) {
        LOG.warn("A request was refused: {}", failure.getMessage());
        return answer(Problem.tooLarge("What this would record has " + failure.bytes() + " bytes, more than the "
                + failure.limit() + " that an event may have; nothing was done"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> status(ResponseStatusException failure) {
        var status = HttpStatus.valueOf(failure.getStatusCode().value());
        var slug = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        var detail = failure.getReason() == null ? status.getReasonPhrase() : failure.getReason();
        return answer(Problem.of(status, slug, status.getReasonPhrase(), detail));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anything(Exception failure) throws Exception {
        if (failure instanceof AccessDeniedException) {
            throw failure;
        }
        if (PassingFailures.isPassing(failure)) {
            LOG.warn("A request could not be served just now: {}", failure.toString());
            return answer(Problem.unavailable("Something that this needs is away or too busy; try again"));
        }
        LOG.error("A request failed", failure);
        return answer(Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong here", "It has been logged"));
    }

    private static Stream<FieldError> fieldErrors(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return body.getFieldErrors().stream()
                    .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())));
        }
        var name = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream()
                .map(error -> new FieldError(name, String.valueOf(error.getDefaultMessage())));
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.retryAfter().ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, wait));
        return new ResponseEntity<>(problem.toDetail(), headers, problem.status());
    }
}
