/** Policy expressions: parsed and type-checked as CEL, compiled to conditions over signals. */
@NullMarked
package io.countersign.routing.cel;

import org.jspecify.annotations.NullMarked;
