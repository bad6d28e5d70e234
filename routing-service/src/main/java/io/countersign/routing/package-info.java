/** Decides where each case goes: to the machine, to people, or to both. */
@NullMarked
package io.countersign.routing;

import org.jspecify.annotations.NullMarked;
