/** What few audits say about many cases: estimates of a mean with intervals, and which cases to audit for a budget. */
@NullMarked
package io.countersign.statistics.estimation;

import org.jspecify.annotations.NullMarked;
