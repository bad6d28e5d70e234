/** Decision traces, training labels and metrics: what happened to each case, and what it teaches. The use cases. */
@NullMarked
package io.countersign.feedback;

import org.jspecify.annotations.NullMarked;
