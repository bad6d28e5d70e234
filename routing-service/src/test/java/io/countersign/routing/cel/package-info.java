@NullMarked
package io.countersign.routing.cel;

import org.jspecify.annotations.NullMarked;
