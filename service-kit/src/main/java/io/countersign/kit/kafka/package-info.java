/** What everything that reads or writes Kafka shares: headers, dead letters, container factories. */
@NullMarked
package io.countersign.kit.kafka;

import org.jspecify.annotations.NullMarked;
