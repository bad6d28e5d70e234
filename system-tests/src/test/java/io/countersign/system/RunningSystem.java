package io.countersign.system;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.DecisionTrace;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.ReviewActivity;
import io.countersign.simulator.kafka.Wire;
import io.countersign.system.invariant.History;
import io.countersign.system.invariant.History.Submission;
import io.countersign.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/**
 * The system under test: started once for all tests of this JVM, stopped when it ends. With
 * {@code -Dcountersign.home=DIR} it is the one that runs there already, and goes on.
 */
final class RunningSystem {

    private static final CountersignCli CLI = start();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private RunningSystem() {}

    static CountersignCli cli() {
        return CLI;
    }

    /** The bearer token of an account. */
    static String token(String account) {
        return TOKENS.computeIfAbsent(account, name -> CLI.tokens(name).get(name));
    }

    static Wire wire() {
        return new Wire(CLI.uri("registry"));
    }

    static TopicHistory topics() {
        return new TopicHistory(CLI.address("kafka"), wire());
    }

    /** Everything that the lifecycle topics say of cases whose id begins with {@code prefix}. */
    static History history(String prefix, List<String> submitted) {
        TopicHistory topics = topics();
        return new History(
                submitted.stream().map(Submission::only).toList(),
                DeadLetters.notYetMended(prefix),
                topics.read(Topics.PREDICTION_SCORED, prefix, PredictionScored.class),
                topics.read(Topics.PREDICTION_REFUSED, prefix, PredictionRefused.class),
                topics.read(Topics.CASE_ROUTED, prefix, CaseRouted.class),
                topics.read(Topics.DECISION_MADE, prefix, DecisionMade.class),
                topics.read(Topics.CASE_REVIEWED, prefix, CaseReviewed.class),
                topics.read(Topics.REVIEW_ACTIVITY, prefix, ReviewActivity.class),
                topics.read(Topics.OUTCOME_ARRIVED, prefix, OutcomeArrived.class),
                topics.read(Topics.DECISION_TRACE, prefix, DecisionTrace.class));
    }

    private static CountersignCli start() {
        // Most waits read whole topics: more often would only take processors from what is waited for.
        Awaitility.setDefaultPollInterval(Duration.ofSeconds(1));
        String running = System.getProperty("countersign.home", "");
        if (!running.isEmpty()) {
            return CountersignCli.of(Path.of(running));
        }
        CountersignCli cli = CountersignCli.withHomeOfItsOwn();
        Runtime.getRuntime().addShutdownHook(new Thread(cli::down));
        cli.up();
        return cli;
    }
}
