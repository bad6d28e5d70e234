@NullMarked
package io.countersign.routing;

import org.jspecify.annotations.NullMarked;
