/** Policies to look at and to check. */
@NullMarked
package io.countersign.routing.http;

import org.jspecify.annotations.NullMarked;
