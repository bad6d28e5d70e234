/** Plays cases through the whole system in real processes, and looks at it from outside only. */
@NullMarked
package io.countersign.system;

import org.jspecify.annotations.NullMarked;
