/** Events in and out, by wire format and registry alone. */
@NullMarked
package io.countersign.simulator.kafka;

import org.jspecify.annotations.NullMarked;
