@NullMarked
package io.countersign.feedback.kafka;

import org.jspecify.annotations.NullMarked;
