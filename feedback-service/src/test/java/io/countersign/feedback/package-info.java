@NullMarked
package io.countersign.feedback;

import org.jspecify.annotations.NullMarked;
