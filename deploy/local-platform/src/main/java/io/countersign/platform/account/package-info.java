/** Tokens for demo people and service accounts. */
@NullMarked
package io.countersign.platform.account;

import org.jspecify.annotations.NullMarked;
