/** The review API as a reviewer's client uses it. */
@NullMarked
package io.countersign.simulator.http;

import org.jspecify.annotations.NullMarked;
