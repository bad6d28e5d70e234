/** The label of a case from all that is known of it, with its weight. */
@NullMarked
package io.countersign.feedback.label;

import org.jspecify.annotations.NullMarked;
