/** Commands that play cases, reviewers and outcomes through public events and APIs only. */
@NullMarked
package io.countersign.simulator;

import org.jspecify.annotations.NullMarked;
