/** Where an installation keeps its data: folders, settings, passwords. */
@NullMarked
package io.countersign.platform.home;

import org.jspecify.annotations.NullMarked;
