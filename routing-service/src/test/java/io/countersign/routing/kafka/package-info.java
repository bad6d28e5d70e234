@NullMarked
package io.countersign.routing.kafka;

import org.jspecify.annotations.NullMarked;
