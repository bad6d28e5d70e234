/** The result of a study as values; the names of the components are the names in the JSON report, in snake case. */
@NullMarked
package io.countersign.study.report;

import org.jspecify.annotations.NullMarked;
