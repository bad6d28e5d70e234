/** What makes the rest of the kit appear only where it is used. */
@NullMarked
package io.countersign.kit;

import org.jspecify.annotations.NullMarked;
