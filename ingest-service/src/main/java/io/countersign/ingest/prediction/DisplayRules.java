package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.prediction.Prediction.Content;
import io.countersign.ingest.prediction.Prediction.Display;
import io.countersign.ingest.prediction.Prediction.Evidence;
import io.countersign.ingest.prediction.Prediction.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What a reviewer sees: content inline or by reference, spans that begin before they end, a past that is past. */
final class DisplayRules {

    private static final int MOST_EVIDENCE = 1_000;
    private static final int MOST_HISTORY = 500;
    private static final int REFERENCE_LIMIT = 2_000;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,100}/[\\w!#$&^.+-]{1,100}(;.{1,200})?");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private DisplayRules() {}

    static void check(Display display, Instant now, Faults faults) {
        faults.atMost("prediction.evidence", display.evidence(), MOST_EVIDENCE);
        faults.each("prediction.evidence", display.evidence(), (entry, it) -> evidence(entry, it, faults));
        if (display.content() != null) {
            content(display.content(), faults);
        }
        history("prediction.attempts", display.attempts(), now, faults);
        history("prediction.subjectHistory", display.subjectHistory(), now, faults);
    }

    private static void evidence(String path, Evidence evidence, Faults faults) {
        faults.name(path + ".kind", evidence.kind());
        faults.text(path + ".target", evidence.target());
        faults.text(path + ".text", evidence.text());
        if (evidence.weight() != null) {
            faults.between(path + ".weight", evidence.weight(), -1, 1);
        }
        var start = evidence.start();
        var end = evidence.end();
        if (start != null && start < 0) {
            faults.add(path + ".start", "must be 0 or more, was " + start);
        }
        if (end != null && end < (start == null ? 0 : start)) {
            faults.add(path + ".end", "must not lie before the start, was " + end);
        }
    }

    private static void content(Content content, Faults faults) {
        var path = "prediction.content";
        if (!MEDIA_TYPE.matcher(content.mediaType()).matches()) {
            faults.add(path + ".mediaType", "must be a media type such as text/plain");
        }
        if ((content.text() == null) == (content.reference() == null)) {
            faults.add(path, "must have either text or reference");
        }
        faults.text(path + ".text", content.text());
        if (content.reference() != null) {
            faults.name(path + ".reference", content.reference(), REFERENCE_LIMIT);
        }
        if (content.sha256() != null && !SHA_256.matcher(content.sha256()).matches()) {
            faults.add(path + ".sha256", "must be 64 lower-case hexadecimal digits");
        }
    }

    private static void history(String path, List<HistoryEntry> history, Instant now, Faults faults) {
        faults.atMost(path, history, MOST_HISTORY);
        faults.each(path, history, (entry, it) -> {
            faults.optionalName(entry + ".caseId", it.caseId());
            SubmissionRules.date(entry + ".at", it.at(), now, faults);
            faults.optionalName(entry + ".label", it.label());
            faults.text(entry + ".note", it.note());
        });
    }
}
