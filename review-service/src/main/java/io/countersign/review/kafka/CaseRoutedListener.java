package io.countersign.review.kafka;

import io.countersign.event.CaseRouted;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.kafka.Received;
import io.countersign.review.OpenTasks;
import io.countersign.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What routing has decided: cases for people are opened, the others noted. */
@Component
class CaseRoutedListener {

    private static final String CONSUMER = "review-service.case-routed";

    private final Inbox inbox;
    private final RoutedCases cases;
    private final OpenTasks openTasks;
    private final RecordHandlers handlers;

    CaseRoutedListener(Inbox inbox, RoutedCases cases, OpenTasks openTasks) {
        this.inbox = inbox;
        this.cases = cases;
        this.openTasks = openTasks;
        this.handlers = RecordHandlers.of(CONSUMER).on(Topics.CASE_ROUTED, CaseRouted.class, this::handle);
    }

    @KafkaListener(id = CONSUMER, topics = Topics.CASE_ROUTED, containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private Mono<List<Handled>> handle(List<Received<CaseRouted>> batch) {
        var routed = new ArrayList<OpenTasks.Traced>();
        var answers = new ArrayList<Handled>();
        for (var received : batch) {
            var readable = cases.of(received.value());
            if (readable == null) {
                answers.add(Handled.poison(
                        "It names a lane that is not known: " + received.value().getLane()));
            } else {
                routed.add(new OpenTasks.Traced(readable, received.trace()));
                answers.add(Handled.done());
            }
        }
        return openTasks.open(routed).thenReturn(answers);
    }
}
