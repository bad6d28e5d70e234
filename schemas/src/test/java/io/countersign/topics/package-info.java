@NullMarked
package io.countersign.topics;

import org.jspecify.annotations.NullMarked;
