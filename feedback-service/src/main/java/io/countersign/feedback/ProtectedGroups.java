package io.countersign.feedback;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Where protected groups are kept. There is no way to read them: they leave nothing here but their reports, later. */
public interface ProtectedGroups {

    /** Keeps the groups, in the caller's transaction; repetition changes nothing. */
    Mono<Void> keep(Collection<Arrival.OfGroups> groups);
}
