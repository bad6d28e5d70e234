package io.countersign.ingest;

import io.countersign.ingest.postgres.CaseTable;
import io.countersign.ingest.postgres.CourseTable;
import io.countersign.ingest.prediction.DecidedCase;
import io.countersign.ingest.prediction.Decision;
import io.countersign.ingest.prediction.LastWord;
import io.countersign.ingest.prediction.RoutedCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Follows what becomes of cases: their senders may ask, and what a person said of a case bears on its re-prediction. */
@Service
public class FollowCases {

    private final CourseTable courses;
    private final CaseTable cases;

    FollowCases(CourseTable courses, CaseTable cases) {
        this.courses = courses;
        this.cases = cases;
    }

    /** Cases were routed. */
    public Mono<Void> routed(List<RoutedCase> routed) {
        return courses.noteRouted(routed);
    }

    /** Cases were decided. Routing's own decision, always the first, is no word of a person and locks no case. */
    public Mono<Void> decided(List<DecidedCase> decided) {
        var later = decided.stream()
                .filter(it -> it.decision().decisionRevision() > 1)
                .toList();
        return courses.noteDecided(decided).then(later.isEmpty() ? Mono.empty() : hear(later));
    }

    private Mono<Void> hear(List<DecidedCase> decided) {
        var names = decided.stream().map(DecidedCase::caseId).collect(Collectors.toCollection(TreeSet::new));
        return cases.lockWords(names).map(words -> news(words, decided)).flatMap(cases::note);
    }

    private static Map<String, Decision> news(Map<String, LastWord> before, List<DecidedCase> decided) {
        var words = new HashMap<>(before);
        var news = new HashMap<String, Decision>();
        for (var it : decided) {
            var word = words.getOrDefault(it.caseId(), LastWord.NONE);
            var next = word.hear(it.decision());
            words.put(it.caseId(), next);
            if (!next.equals(word)) {
                news.put(it.caseId(), it.decision());
            }
        }
        return news;
    }
}
