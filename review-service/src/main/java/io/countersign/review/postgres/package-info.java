/** The state of the desk. */
@NullMarked
package io.countersign.review.postgres;

import org.jspecify.annotations.NullMarked;
