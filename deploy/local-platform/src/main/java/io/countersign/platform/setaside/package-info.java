/** Dead letters and refusals, asked of the ingest service as any other caller would. */
@NullMarked
package io.countersign.platform.setaside;

import org.jspecify.annotations.NullMarked;
