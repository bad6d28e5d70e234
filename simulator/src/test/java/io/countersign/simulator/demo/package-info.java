@NullMarked
package io.countersign.simulator.demo;

import org.jspecify.annotations.NullMarked;
