@org.jspecify.annotations.NullMarked
package io.countersign.study;
