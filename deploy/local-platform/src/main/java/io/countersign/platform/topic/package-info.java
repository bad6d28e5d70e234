/** Reads topics for people: decoded by wire format and registry. */
@NullMarked
package io.countersign.platform.topic;

import org.jspecify.annotations.NullMarked;
