@NullMarked
package io.countersign.kit.kafka;

import org.jspecify.annotations.NullMarked;
