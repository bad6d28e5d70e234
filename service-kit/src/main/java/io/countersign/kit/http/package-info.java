/** The conventions of the HTTP edge: problem details and idempotency keys. */
@NullMarked
package io.countersign.kit.http;

import org.jspecify.annotations.NullMarked;
