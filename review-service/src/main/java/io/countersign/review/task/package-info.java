/** The domain: a review task, what may happen to it, and the decision that comes of it. Pure; time is a parameter. */
@NullMarked
package io.countersign.review.task;

import org.jspecify.annotations.NullMarked;
