/** In: claims, verdicts and the other steps of a reviewer; queues and grants. */
@NullMarked
package io.countersign.review.http;

import org.jspecify.annotations.NullMarked;
