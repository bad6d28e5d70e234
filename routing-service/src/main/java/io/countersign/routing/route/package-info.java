/** Where a case goes, and why: pure decisions over a prediction, its signals and a policy. */
@NullMarked
package io.countersign.routing.route;

import org.jspecify.annotations.NullMarked;
