package io.countersign.issuer;

import java.util.Locale;

/** Whether a person or a program stands behind a token: a service never reviews. */
enum AccountType {
    PERSON,
    SERVICE;

    /** As it stands in the claim {@code account_type}. */
    String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
