@NullMarked
package io.countersign.kit.outbox;

import org.jspecify.annotations.NullMarked;
