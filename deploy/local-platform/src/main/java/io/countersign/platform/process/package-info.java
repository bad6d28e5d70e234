/** Operating system processes: started detached, found again by id and start time, ended. */
@NullMarked
package io.countersign.platform.process;

import org.jspecify.annotations.NullMarked;
