@NullMarked
package io.countersign.setup;

import org.jspecify.annotations.NullMarked;
