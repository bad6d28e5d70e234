@NullMarked
package io.countersign.kit.security;

import org.jspecify.annotations.NullMarked;
