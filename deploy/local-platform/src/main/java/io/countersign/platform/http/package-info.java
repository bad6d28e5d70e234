/** HTTP as the launcher speaks it. */
@NullMarked
package io.countersign.platform.http;

import org.jspecify.annotations.NullMarked;
