@NullMarked
package io.countersign.kit.http;

import org.jspecify.annotations.NullMarked;
