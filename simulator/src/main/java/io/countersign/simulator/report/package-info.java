/** What a replay came to, computed from traces and lifecycle events against the file. Pure. */
@NullMarked
package io.countersign.simulator.report;

import org.jspecify.annotations.NullMarked;
