@NullMarked
package io.countersign.simulator.http;

import org.jspecify.annotations.NullMarked;
