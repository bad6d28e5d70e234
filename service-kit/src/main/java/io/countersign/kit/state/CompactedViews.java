package io.countersign.kit.state;

import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Makes compacted views. Make each a bean: the container starts and stops what feeds them. */
public interface CompactedViews {

    /**
     * A view of the topic.
     *
     * @param toValue turns key and record into the value that is kept; null keeps nothing under the key. It runs once
     *     per record on the feeding thread, so costly preparation (compiling a policy) belongs here
     */
    <T extends SpecificRecord, V> CompactedView<V> follow(
            String topic, Class<T> type, BiFunction<String, T, @Nullable V> toValue);
}
