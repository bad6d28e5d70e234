@NullMarked
package io.countersign.simulator.replay;

import org.jspecify.annotations.NullMarked;
