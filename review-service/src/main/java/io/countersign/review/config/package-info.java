/** Settings and wiring. */
@NullMarked
package io.countersign.review.config;

import org.jspecify.annotations.NullMarked;
