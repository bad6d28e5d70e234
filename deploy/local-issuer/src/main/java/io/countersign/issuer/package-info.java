/** The local platform's OIDC server: signs in demo people and gives tokens to service accounts. Never for production. */
@NullMarked
package io.countersign.issuer;

import org.jspecify.annotations.NullMarked;
