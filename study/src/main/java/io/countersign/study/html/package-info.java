/** A report as one HTML page with pictures inside it, for reading on a screen or a phone and for printing. */
@NullMarked
package io.countersign.study.html;

import org.jspecify.annotations.NullMarked;
