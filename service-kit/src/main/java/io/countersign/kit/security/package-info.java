/** Who may call what: the resource server, its rules, and the caller. */
@NullMarked
package io.countersign.kit.security;

import org.jspecify.annotations.NullMarked;
