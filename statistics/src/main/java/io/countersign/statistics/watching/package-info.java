/**
 * Seeing that something has changed: tests that stay valid however often one looks, and customary ones beside them.
 *
 * <p>State is a value: {@code observe} returns the next one.
 */
@NullMarked
package io.countersign.statistics.watching;

import org.jspecify.annotations.NullMarked;
