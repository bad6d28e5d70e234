package io.countersign.ingest;

import io.countersign.ingest.postgres.RefusalTable;
import io.countersign.ingest.refusal.KeptRefusal;
import io.countersign.ingest.refusal.RefusalFilter;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Looks through what was refused. */
@Service
public class ReadRefusals {

    private final RefusalTable refusals;

    ReadRefusals(RefusalTable refusals) {
        this.refusals = refusals;
    }

    /** One refusal; empty where there is none of that id. */
    public Mono<KeptRefusal> find(String refusalId) {
        return refusals.find(refusalId);
    }

    /** Refusals, newest first. */
    public Mono<List<KeptRefusal>> list(RefusalFilter filter, int limit) {
        return refusals.list(filter, limit).collectList();
    }

    /** How many refusals of these excluded keys are open. */
    public Mono<Long> countOpenOf(Collection<String> keys) {
        return refusals.countOpenOf(keys);
    }
}
