@NullMarked
package io.countersign.review.queue;

import org.jspecify.annotations.NullMarked;
