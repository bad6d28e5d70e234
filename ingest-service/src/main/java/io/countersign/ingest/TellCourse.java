package io.countersign.ingest;

import io.countersign.ingest.postgres.CourseTable;
import io.countersign.ingest.postgres.OutcomeTable;
import io.countersign.ingest.postgres.RefusalTable;
import io.countersign.ingest.prediction.CourseOfCase;
import io.countersign.ingest.prediction.CourseOfCase.Refused;
import io.countersign.ingest.prediction.CourseOfCase.Revision;
import io.countersign.ingest.refusal.KeptRefusal;
import io.countersign.ingest.refusal.RefusalFilter;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Tells the sender of a prediction or an outcome what became of it. */
@Service
public class TellCourse {

    /** More refusals of one case are read from the list of refusals. */
    private static final int MOST_REFUSALS = 100;

    /** More outcomes of one case than the newest of them are no news. */
    private static final int MOST_OUTCOMES = 100;

    private final CourseTable courses;
    private final OutcomeTable outcomes;
    private final RefusalTable refusals;

    TellCourse(CourseTable courses, OutcomeTable outcomes, RefusalTable refusals) {
        this.courses = courses;
        this.outcomes = outcomes;
        this.refusals = refusals;
    }

    /** What became of the case; empty where nobody has heard of it. */
    public Mono<CourseOfCase> of(String caseId) {
        return Mono.zip(
                        courses.course(caseId).collectList(),
                        refusals.list(RefusalFilter.ofCase(caseId), MOST_REFUSALS)
                                .collectList(),
                        outcomes.ofCase(caseId, MOST_OUTCOMES).collectList())
                .map(found -> new CourseOfCase(
                        caseId,
                        merged(found.getT1(), found.getT2()),
                        found.getT3().reversed()))
                .filter(course ->
                        !course.revisions().isEmpty() || !course.outcomes().isEmpty());
    }

    private static List<Revision> merged(List<Revision> revisions, List<KeptRefusal> refusals) {
        var refused = refusals.reversed().stream()
                .collect(Collectors.groupingBy(
                        KeptRefusal::caseRevision, Collectors.mapping(TellCourse::refused, Collectors.toList())));
        var merged = new TreeMap<Integer, Revision>();
        refused.forEach((revision, them) -> merged.put(revision, Revision.of(revision, null, null, null, them)));
        revisions.forEach(it -> merged.put(
                it.caseRevision(),
                Revision.of(
                        it.caseRevision(),
                        it.prediction(),
                        it.routing(),
                        it.decision(),
                        refused.getOrDefault(it.caseRevision(), List.of()))));
        return List.copyOf(merged.values());
    }

    private static Refused refused(KeptRefusal refusal) {
        return new Refused(
                refusal.refusalId(),
                refusal.subject().word(),
                refusal.kind(),
                refusal.faults(),
                refusal.exclusionKey(),
                refusal.settlement().state(),
                refusal.refusedAt());
    }
}
