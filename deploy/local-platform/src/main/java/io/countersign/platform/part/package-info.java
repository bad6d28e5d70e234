/** What the platform consists of, and how each part is prepared, started and probed. */
@NullMarked
package io.countersign.platform.part;

import org.jspecify.annotations.NullMarked;
