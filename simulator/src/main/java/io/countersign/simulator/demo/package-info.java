/** A synthetic stream with reviewers, drift and late outcomes, for somebody who sees Countersign for the first time. */
@NullMarked
package io.countersign.simulator.demo;

import org.jspecify.annotations.NullMarked;
