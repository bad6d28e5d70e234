package io.countersign.feedback.http;

import io.countersign.feedback.RebuildTraces;
import io.countersign.feedback.RebuildTraces.Rebuilt;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Folds cases again from the event store. */
@RestController
class RebuildController {

    private static final int MOST = 50_000;

    private final RebuildTraces rebuild;

    RebuildController(RebuildTraces rebuild) {
        this.rebuild = rebuild;
    }

    @Operation(
            summary = "Folds some cases again from their events, and publishes those that differ",
            description = "Call it with the cursor that it gave until it gives none. It can be repeated at any time, "
                    + "beside the running service.")
    @PostMapping("/v1/rebuild")
    Mono<RebuildView> rebuild(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "10000") int limit) {
        return rebuild.rebuild(Parameters.caseId(cursor), Parameters.limit(limit, MOST))
                .map(RebuildView::of);
    }

    /**
     * What was done.
     *
     * @param cases how many cases were folded
     * @param changed how many of them were not what their events say
     * @param next the cursor to go on with; null when all are done
     */
    record RebuildView(int cases, int changed, @Nullable String next) {

        static RebuildView of(Rebuilt rebuilt) {
            return new RebuildView(
                    rebuilt.cases(),
                    rebuilt.changed(),
                    Optional.ofNullable(rebuilt.next()).map(Parameters::cursor).orElse(null));
        }
    }
}
