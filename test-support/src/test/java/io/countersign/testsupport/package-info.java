@NullMarked
package io.countersign.testsupport;

import org.jspecify.annotations.NullMarked;
