@NullMarked
package io.countersign.simulator.report;

import org.jspecify.annotations.NullMarked;
