/** The review desk: what routing sends to people waits here, is claimed under a lease, judged, and becomes a decision. */
@NullMarked
package io.countersign.review;

import org.jspecify.annotations.NullMarked;
