/** How far people agree, what their labels together say, how good each of them is, and whom to ask next. */
@NullMarked
package io.countersign.statistics.agreement;

import org.jspecify.annotations.NullMarked;
