package io.countersign.feedback;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Cases for reading, each as of one moment. */
public interface StoredCases {

    /** The case; empty where there is none. */
    Mono<StoredCase> find(String caseId);

    /** The cases that fit, in the order of their ids. */
    Mono<List<StoredCase>> list(Selection selection);

    /**
     * What to list.
     *
     * @param after the case id to begin behind; empty for the first
     * @param limit how many at most
     * @param modelVersion only cases of this version; null for all
     * @param lane only cases in this lane; null for all
     * @param state only cases in this state, by its word; null for all
     */
    record Selection(
            String after,
            int limit,
            @Nullable String modelVersion,
            @Nullable String lane,
            @Nullable String state) {}

    /** The events of a case, the version of its trace, and which of its keys are excluded. */
    record StoredCase(String caseId, long traceVersion, List<WireEvent> events, Set<String> excludedKeys) {}
}
