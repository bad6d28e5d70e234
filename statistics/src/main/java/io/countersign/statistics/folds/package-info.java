/** Splits of cases into what a model learns from and what it is judged by, which never share an independent unit. */
@NullMarked
package io.countersign.statistics.folds;

import org.jspecify.annotations.NullMarked;
