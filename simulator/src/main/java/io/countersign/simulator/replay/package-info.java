/** Plays a file of past cases through the running system, with reviewers and late outcomes. */
@NullMarked
package io.countersign.simulator.replay;

import org.jspecify.annotations.NullMarked;
