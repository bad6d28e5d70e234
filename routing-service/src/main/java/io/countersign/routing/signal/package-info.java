/** What is known of a case when it is routed, by the names that policies use. */
@NullMarked
package io.countersign.routing.signal;

import org.jspecify.annotations.NullMarked;
