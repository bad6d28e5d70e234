package io.countersign.feedback;

import io.countersign.feedback.objection.OwedReview;
import java.util.List;
import reactor.core.publisher.Mono;

/** Asks for the reviews that complaints and appeals call for. */
public interface ReviewRequests {

    /** Asks, in the caller's transaction, for those that were not asked for before: once an outcome. */
    Mono<Void> request(List<OwedReview> owed);
}
