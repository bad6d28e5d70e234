package io.countersign.ingest.config;

import io.countersign.topics.Topic;
import io.countersign.topics.TopicCatalogue;
import io.countersign.topics.Topics;
import org.springframework.stereotype.Component;

/** The dead-letter topics of the catalogue. */
@Component
class DeadLetterTopics {

    /** Names of all of them. */
    public String[] names() {
        return TopicCatalogue.all().stream()
                .filter(Topic::deadLettered)
                .map(Topic::name)
                .map(Topics::deadLetters)
                .toArray(String[]::new);
    }
}
