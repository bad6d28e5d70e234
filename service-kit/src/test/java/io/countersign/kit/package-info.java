@NullMarked
package io.countersign.kit;

import org.jspecify.annotations.NullMarked;
