/** Readiness of what a service depends on. */
@NullMarked
package io.countersign.kit.health;

import org.jspecify.annotations.NullMarked;
