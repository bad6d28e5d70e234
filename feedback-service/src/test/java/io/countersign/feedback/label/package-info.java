@NullMarked
package io.countersign.feedback.label;

import org.jspecify.annotations.NullMarked;
