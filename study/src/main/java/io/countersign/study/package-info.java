/**
 * The study: what a file of past predictions and outcomes says about what could be automated, at what risk and with how
 * many reviewers. No server is needed.
 *
 * <p>{@link io.countersign.study.StudyCommand} reads the options, {@link io.countersign.study.Study} measures, {@code report}
 * holds the result, {@code html} draws it.
 */
@NullMarked
package io.countersign.study;

import org.jspecify.annotations.NullMarked;
