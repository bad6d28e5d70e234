@NullMarked
package io.countersign.kit.state;

import org.jspecify.annotations.NullMarked;
