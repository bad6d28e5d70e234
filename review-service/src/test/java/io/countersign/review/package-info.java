@NullMarked
package io.countersign.review;

import org.jspecify.annotations.NullMarked;
