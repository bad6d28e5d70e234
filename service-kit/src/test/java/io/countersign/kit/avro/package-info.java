@NullMarked
package io.countersign.kit.avro;

import org.jspecify.annotations.NullMarked;
