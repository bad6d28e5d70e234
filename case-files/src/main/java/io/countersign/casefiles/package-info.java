/**
 * Files of past predictions, outcomes and people's labels, as CSV or JSON Lines, plain or gzipped.
 *
 * <p>{@link io.countersign.casefiles.CaseFiles} finds and streams them; {@link
 * io.countersign.casefiles.ColumnMapping} fits files with other column names.
 */
@NullMarked
package io.countersign.casefiles;

import org.jspecify.annotations.NullMarked;
