/** Identifiers. */
@NullMarked
package io.countersign.kit.ids;

import org.jspecify.annotations.NullMarked;
