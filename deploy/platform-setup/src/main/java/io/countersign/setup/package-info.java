/** One shot, run before the services: topics, schemas and the default policy. Repeating it changes nothing. */
@NullMarked
package io.countersign.setup;

import org.jspecify.annotations.NullMarked;
