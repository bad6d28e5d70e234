/** The commands of the launcher. */
@NullMarked
package io.countersign.platform.command;

import org.jspecify.annotations.NullMarked;
