@NullMarked
package io.countersign.feedback.trace;

import org.jspecify.annotations.NullMarked;
