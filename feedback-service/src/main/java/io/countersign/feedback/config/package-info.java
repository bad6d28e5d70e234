/** How the service is put together. */
@NullMarked
package io.countersign.feedback.config;

import org.jspecify.annotations.NullMarked;
