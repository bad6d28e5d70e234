/** What must hold under any fault, checked on what can be seen from outside: the topics and the answers over HTTP. */
@NullMarked
package io.countersign.system.invariant;

import org.jspecify.annotations.NullMarked;
