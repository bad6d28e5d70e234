/** HTTP: traces, labels and metrics as JSON. */
@NullMarked
package io.countersign.feedback.http;

import org.jspecify.annotations.NullMarked;
