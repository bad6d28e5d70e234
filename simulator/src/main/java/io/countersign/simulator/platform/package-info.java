/** Where the running system is and how to sign in to it. */
@NullMarked
package io.countersign.simulator.platform;

import org.jspecify.annotations.NullMarked;
