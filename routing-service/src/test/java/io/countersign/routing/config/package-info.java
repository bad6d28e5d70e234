@NullMarked
package io.countersign.routing.config;

import org.jspecify.annotations.NullMarked;
