/** Policies as data: their documents, what is wrong with them, and the rules they compile to. */
@NullMarked
package io.countersign.routing.policy;

import org.jspecify.annotations.NullMarked;
