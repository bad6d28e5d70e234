@NullMarked
package io.countersign.review.task;

import org.jspecify.annotations.NullMarked;
