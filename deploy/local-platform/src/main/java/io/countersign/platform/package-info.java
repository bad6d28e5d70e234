/** Runs the whole of Countersign on one machine: real processes, kept data, one command. */
@NullMarked
package io.countersign.platform;

import org.jspecify.annotations.NullMarked;
