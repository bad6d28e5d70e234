/** The topic catalogue: which topics there are, what they carry, how long they keep it, who may write and read them. */
@NullMarked
package io.countersign.topics;

import org.jspecify.annotations.NullMarked;
