package io.countersign.review.kafka;

import io.countersign.event.ReviewRequested;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.kafka.Received;
import io.countersign.kit.kafka.Unhurried;
import io.countersign.review.RequestReviews;
import io.countersign.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Complaints, appeals and other reviews that are asked for. */
@Component
class ReviewRequestedListener {

    private static final String CONSUMER = "review-service.review-requested";

    private final Inbox inbox;
    private final RoutedCases cases;
    private final RequestReviews requestReviews;
    private final RecordHandlers handlers;

    ReviewRequestedListener(Inbox inbox, RoutedCases cases, RequestReviews requestReviews) {
        this.inbox = inbox;
        this.cases = cases;
        this.requestReviews = requestReviews;
        this.handlers = RecordHandlers.of(CONSUMER).on(Topics.REVIEW_REQUESTED, ReviewRequested.class, this::handle);
    }

    @KafkaListener(
            id = CONSUMER,
            topics = Topics.REVIEW_REQUESTED,
            properties = {Unhurried.WAIT, Unhurried.BYTES},
            containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private Mono<List<Handled>> handle(List<Received<ReviewRequested>> batch) {
        var asked = new ArrayList<RequestReviews.Traced>();
        var answers = new ArrayList<Handled>();
        for (var received : batch) {
            var readable = cases.of(received.value());
            if (readable == null) {
                answers.add(Handled.poison("It names a purpose that is not known: "
                        + received.value().getPurpose()));
            } else {
                asked.add(new RequestReviews.Traced(readable, received.trace()));
                answers.add(Handled.done());
            }
        }
        return requestReviews.open(asked).thenReturn(answers);
    }
}
