@org.jspecify.annotations.NullMarked
package io.countersign.statistics.guarantee;
