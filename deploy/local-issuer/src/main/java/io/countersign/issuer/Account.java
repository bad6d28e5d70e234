package io.countersign.issuer;

import java.util.List;

/** Somebody who can hold a token. */
record Account(String name, List<String> roles, AccountType type) {}
