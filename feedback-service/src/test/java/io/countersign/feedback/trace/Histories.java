package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Events of one case for tests: single ones by name, and arbitrary whole histories. */
public final class Histories {

    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /** Sets of events as they may reach the service: parts missing, several revisions, twins with another event id. */
    public static Arbitrary<List<CaseEvent>> histories() {
        return Arbitraries.randomValue(Histories::history).filter(events -> !events.isEmpty());
    }

    public static CaseEvent.Scored scored(int revision, String label, double confidence) {
        var prediction = new Prediction(
                at(revision),
                at(revision + 1),
                "mail",
                "tone",
                "3",
                false,
                label,
                confidence,
                null,
                "hash" + revision,
                null,
                new TreeMap<>(Map.of("language", "en")),
                null,
                12.5);
        return new CaseEvent.Scored(id(revision), revision, prediction, List.of("url:1", "url:2"));
    }

    public static CaseEvent.Routed routed(int revision, String lane, double propensity, boolean audit) {
        var routing = new Routing(
                at(10 + revision),
                lane,
                lane.equals("automatic") ? "publish" : "hold",
                lane.equals("automatic") && !audit ? null : "standard",
                3,
                lane.equals("automatic") ? 0 : 1,
                null,
                "default",
                1,
                "rule-1",
                "because",
                null,
                null,
                List.of(new Routing.Signal("confidence", 0.9, null)),
                List.of(new Routing.Draw("audit", 0.01, "k1", 0.02, audit)),
                propensity,
                audit,
                List.of());
        return new CaseEvent.Routed(id(20 + revision), revision, routing);
    }

    public static CaseEvent.Decided decided(int revision, int decision, String label, String status, String by) {
        var action = status.equals("held") ? "hold" : "publish";
        return new CaseEvent.Decided(
                id(30 + 10 * revision + decision),
                new Decision(at(20 + decision), revision, decision, label, action, status, by, by + "-1", null));
    }

    public static CaseEvent.Reviewed activity(int revision, long seq, String activity, String purpose) {
        return reviewed(revision, seq, activity, purpose, "ana", null, null, false);
    }

    public static CaseEvent.Reviewed verdict(
            long seq, String purpose, String who, String verdict, @Nullable String label) {
        return reviewed(1, seq, ReviewStep.VERDICT, purpose, who, verdict, label, true);
    }

    public static CaseEvent.Reviewed reviewed(
            int revision,
            long seq,
            String step,
            String purpose,
            String who,
            @Nullable String verdict,
            @Nullable String label,
            boolean blind) {
        return new CaseEvent.Reviewed(
                id(100 + seq),
                new ReviewStep(
                        at(30 + seq),
                        revision,
                        seq,
                        "task-1",
                        step,
                        purpose,
                        "standard",
                        1,
                        seq,
                        who,
                        verdict,
                        label,
                        null,
                        blind,
                        verdict == null ? null : 4000L));
    }

    public static CaseEvent.OutcomeKnown outcome(String id, String kind, @Nullable String label, long minute) {
        return new CaseEvent.OutcomeKnown(
                "e-" + id, 1, new Outcome(at(minute), at(minute + 1), minute, id, kind, label, "court", "a note"));
    }

    public static CaseEvent.Refused refused(int revision, String refusalId, String kind) {
        return new CaseEvent.Refused(
                "e-" + refusalId,
                new Refusal(
                        at(revision),
                        revision,
                        revision,
                        "prediction",
                        kind,
                        refusalId,
                        List.of(new Refusal.Fault("confidence", "must be between 0 and 1"))));
    }

    private static List<CaseEvent> history(Random random) {
        var events = new ArrayList<CaseEvent>();
        int revisions = 1 + random.nextInt(3);
        for (int revision = 1; revision <= revisions; revision++) {
            maybe(random, events, scored(revision, pick(random), random.nextDouble()));
            maybe(random, events, routed(revision, "review", 1, false));
            for (int decision = 1; decision <= random.nextInt(4); decision++) {
                maybe(
                        random,
                        events,
                        decided(revision, decision, pick(random), decision == 1 ? "held" : "final", "person"));
            }
            for (long seq = 1; seq <= random.nextInt(6); seq++) {
                maybe(
                        random,
                        events,
                        verdict(10L * revision + seq, "review", "r" + random.nextInt(3), "agree", pick(random)));
            }
        }
        int tellings = random.nextInt(8) == 0 ? 2 * CaseEvents.MOST_REFUSALS : random.nextInt(4);
        for (int i = 0; i < tellings; i++) {
            maybe(random, events, outcome("o" + i, "ground_truth", pick(random), random.nextInt(3)));
            maybe(random, events, refused(1 + i, "f%02d".formatted(i), "conflict"));
        }
        return events;
    }

    private static void maybe(Random random, List<CaseEvent> events, CaseEvent event) {
        if (random.nextInt(5) > 0) {
            events.add(event);
        }
        if (event instanceof CaseEvent.Scored scored && random.nextInt(4) == 0) {
            events.add(new CaseEvent.Scored("twin", scored.caseRevision(), scored.prediction(), List.of("url:9")));
        }
    }

    private static String pick(Random random) {
        return random.nextBoolean() ? "spam" : "ham";
    }

    private static String id(long n) {
        return "id-%06d".formatted(n);
    }

    private static Instant at(long minute) {
        return START.plusSeconds(60 * minute);
    }

    private Histories() {}
}
