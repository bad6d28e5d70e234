/** Tables in memory that follow compacted topics. */
@NullMarked
package io.countersign.kit.state;

import org.jspecify.annotations.NullMarked;
