@NullMarked
package io.countersign.kit.postgres;

import org.jspecify.annotations.NullMarked;
