@NullMarked
package io.countersign.kit.inbox;

import org.jspecify.annotations.NullMarked;
