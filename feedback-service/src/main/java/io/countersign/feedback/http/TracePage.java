package io.countersign.feedback.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some traces, in the order of their case ids.
 *
 * @param next the cursor of the next page; null when this was the last
 */
record TracePage(List<TraceView> traces, @Nullable String next) {}
