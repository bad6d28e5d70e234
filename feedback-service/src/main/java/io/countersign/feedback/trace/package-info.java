/** The trace of a case: what its events, in whatever order and however often they came, amount to. */
@NullMarked
package io.countersign.feedback.trace;

import org.jspecify.annotations.NullMarked;
