package io.countersign.system.invariant;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.DecisionTrace;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.ReviewActivity;
import io.countersign.system.invariant.History.Submission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Names every invariant that a settled history breaks, with the case. An empty answer is a clean history. */
public final class Invariants {

    private Invariants() {}

    /** All of them. */
    public static List<String> brokenBy(History history) {
        List<String> broken = new ArrayList<>();
        broken.addAll(conserve(history));
        broken.addAll(once(history));
        broken.addAll(fence(history));
        broken.addAll(tokensRise(history));
        broken.addAll(order(history));
        broken.addAll(converge(history));
        return broken;
    }

    /**
     * I1: each acknowledged prediction is exactly one of routed, refused, and dead-lettered and not yet mended. What said
     * nothing new is one with what it repeats; a dead letter may not say its revision, so it counts for its case.
     */
    private static List<String> conserve(History history) {
        Map<String, Long> submitted =
                counts(history.submitted().stream().distinct().map(Submission::caseId));
        Map<String, Long> ends = counts(Stream.of(
                        history.routed().stream().map(CaseRouted::getCaseId),
                        history.refused().stream()
                                .filter(refused -> refused.getSubject().equals("prediction"))
                                .map(PredictionRefused::getCaseId),
                        history.deadLettered().stream())
                .flatMap(Function.identity()));
        return submitted.entrySet().stream()
                .filter(one -> !one.getValue().equals(ends.getOrDefault(one.getKey(), 0L)))
                .map(one -> "I1 " + one.getKey() + " was submitted " + one.getValue() + " times and ended "
                        + ends.getOrDefault(one.getKey(), 0L) + " times")
                .toList();
    }

    /** I2: one routing a revision, one verdict a seat, decision revisions 1, 2, 3, … in this order. */
    private static List<String> once(History history) {
        List<String> broken = new ArrayList<>();
        repeated(history.routed(), routed -> routed.getCaseId() + "#" + routed.getCaseRevision())
                .forEach(again -> broken.add("I2 routed again: " + again));
        repeated(verdicts(history), verdict -> verdict.getTaskId() + " seat " + verdict.getSeat())
                .forEach(again -> broken.add("I2 second verdict: " + again));
        grouped(history.decisions(), decision -> decision.getCaseId() + "#" + decision.getCaseRevision())
                .forEach((caseRevision, decisions) -> {
                    if (!counted(decisions, DecisionMade::getDecisionRevision)) {
                        broken.add("I2 decision revisions of " + caseRevision + ": "
                                + decisions.stream()
                                        .map(DecisionMade::getDecisionRevision)
                                        .toList());
                    }
                });
        return broken;
    }

    /** I3: an accepted verdict carries the newest token that its seat had been given until then. */
    private static List<String> fence(History history) {
        Map<String, List<ReviewActivity>> steps =
                grouped(history.activity(), step -> step.getTaskId() + " seat " + step.getSeat());
        return verdicts(history).stream()
                .filter(verdict -> newestToken(steps, verdict) != verdict.getToken())
                .map(verdict -> "I3 " + verdict.getTaskId() + " was decided with token " + verdict.getToken()
                        + ", newest " + newestToken(steps, verdict))
                .toList();
    }

    /**
     * I3 as well: what is told of a seat, in the order of its producer, never shows an older token after a newer, and no two
     * claims share one.
     */
    private static List<String> tokensRise(History history) {
        List<String> broken = new ArrayList<>();
        grouped(history.activity(), step -> step.getTaskId() + " seat " + step.getSeat())
                .forEach((seat, steps) -> {
                    List<Long> tokens = steps.stream()
                            .sorted(Comparator.comparingLong(ReviewActivity::getProducerSeq))
                            .map(ReviewActivity::getToken)
                            .toList();
                    if (!tokens.equals(tokens.stream().sorted().toList())) {
                        broken.add("I3 tokens of " + seat + " go down: " + tokens);
                    }
                    repeated(claims(steps), Claim::token)
                            .forEach(token -> broken.add("I3 token " + token + " of " + seat + " was given twice"));
                });
        return broken;
    }

    /** Each claim once, however often it is told. */
    private static List<Claim> claims(List<ReviewActivity> steps) {
        return steps.stream()
                .filter(step -> step.getActivity().equals("claimed"))
                .map(step -> new Claim(step.getProducerSeq(), Long.toString(step.getToken())))
                .distinct()
                .toList();
    }

    private record Claim(long producerSeq, String token) {}

    private static long newestToken(Map<String, List<ReviewActivity>> steps, CaseReviewed verdict) {
        return steps.getOrDefault(verdict.getTaskId() + " seat " + verdict.getSeat(), List.of()).stream()
                .filter(step -> step.getProducerSeq() < verdict.getProducerSeq())
                .mapToLong(ReviewActivity::getToken)
                .max()
                .orElse(0);
    }

    /** I4 and I5: what a producer says of a case is numbered without gaps, and each topic has it in this order. */
    private static List<String> order(History history) {
        List<String> broken = new ArrayList<>();
        new Numbered("review")
                .topic(history.reviewed(), CaseReviewed::getCaseId, CaseReviewed::getProducerSeq)
                .topic(history.activity(), ReviewActivity::getCaseId, ReviewActivity::getProducerSeq)
                .topic(
                        history.decisions().stream()
                                .filter(decision -> decision.getProducerSeq() != null)
                                .toList(),
                        DecisionMade::getCaseId,
                        decision -> Objects.requireNonNullElse(decision.getProducerSeq(), 0L))
                .brokenInto(broken);
        new Numbered("ingest")
                .topic(history.scored(), PredictionScored::getCaseId, PredictionScored::getProducerSeq)
                .topic(history.refused(), PredictionRefused::getCaseId, PredictionRefused::getProducerSeq)
                .topic(history.outcomes(), OutcomeArrived::getCaseId, OutcomeArrived::getProducerSeq)
                .brokenInto(broken);
        return broken;
    }

    /** I6: the newest trace of a routed case tells its routing, and every decision, step of review and outcome of the topics. */
    private static List<String> converge(History history) {
        Map<String, DecisionTrace> newest = history.traces().stream()
                .collect(Collectors.toMap(
                        DecisionTrace::getCaseId,
                        Function.identity(),
                        (one, other) -> one.getTraceVersion() > other.getTraceVersion() ? one : other));
        List<String> broken = new ArrayList<>();
        for (CaseRouted routed : history.routed()) {
            String caseId = routed.getCaseId();
            DecisionTrace trace = newest.get(caseId);
            if (trace == null || trace.getRouting() == null || trace.getPrediction() == null) {
                broken.add("I6 no whole trace of " + caseId);
            } else {
                Told.of(trace)
                        .differencesFrom(Told.of(history.ofCase(caseId)))
                        .forEach(part -> broken.add("I6 the trace of " + caseId + " has other " + part));
            }
        }
        return broken;
    }

    private static List<CaseReviewed> verdicts(History history) {
        return history.reviewed().stream()
                .filter(review -> review.getKind().equals("verdict"))
                .toList();
    }

    private static <T> List<String> repeated(List<T> events, Function<T, String> name) {
        return counts(events.stream().map(name)).entrySet().stream()
                .filter(one -> one.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Long> counts(Stream<String> names) {
        return names.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static <T> Map<String, List<T>> grouped(List<T> events, Function<T, String> name) {
        return events.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()));
    }

    private static <T> boolean counted(List<T> events, ToLongFunction<T> number) {
        return events.stream()
                .mapToLong(number)
                .boxed()
                .toList()
                .equals(LongStream.rangeClosed(1, events.size()).boxed().toList());
    }

    /** Collects the numbers of one producer over its topics. */
    private static final class Numbered {

        private final String producer;
        private final Map<String, List<Long>> all = new HashMap<>();
        private final List<String> broken = new ArrayList<>();

        Numbered(String producer) {
            this.producer = producer;
        }

        <T> Numbered topic(List<T> events, Function<T, String> caseId, ToLongFunction<T> number) {
            grouped(events, caseId).forEach((id, ofCase) -> {
                List<Long> numbers = ofCase.stream().mapToLong(number).boxed().toList();
                if (!numbers.equals(numbers.stream().sorted().toList())) {
                    broken.add("I5 " + producer + " out of order for " + id + ": " + numbers);
                }
                all.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(numbers);
            });
            return this;
        }

        void brokenInto(List<String> every) {
            all.forEach((id, numbers) -> {
                List<Long> sorted = numbers.stream().sorted().toList();
                if (!counted(sorted, Long::longValue)) {
                    broken.add("I4 " + producer + " has gaps or repeats for " + id + ": " + sorted);
                }
            });
            every.addAll(broken);
        }
    }
}
