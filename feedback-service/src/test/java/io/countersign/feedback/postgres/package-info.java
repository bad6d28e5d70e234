@NullMarked
package io.countersign.feedback.postgres;

import org.jspecify.annotations.NullMarked;
