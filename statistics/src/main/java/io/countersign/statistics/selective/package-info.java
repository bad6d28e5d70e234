/** Deciding which cases the machine may answer alone: least sure first to people, and what that buys. */
@NullMarked
package io.countersign.statistics.selective;

import org.jspecify.annotations.NullMarked;
