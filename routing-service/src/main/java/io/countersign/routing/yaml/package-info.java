/** Reads policy documents. */
@NullMarked
package io.countersign.routing.yaml;

import org.jspecify.annotations.NullMarked;
