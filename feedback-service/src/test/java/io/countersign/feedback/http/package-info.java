@NullMarked
package io.countersign.feedback.http;

import org.jspecify.annotations.NullMarked;
