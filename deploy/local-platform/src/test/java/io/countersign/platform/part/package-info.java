@NullMarked
package io.countersign.platform.part;

import org.jspecify.annotations.NullMarked;
