/** Facts of single cases, and the rates and accuracies of many, with intervals. */
@NullMarked
package io.countersign.feedback.metrics;

import org.jspecify.annotations.NullMarked;
