package io.countersign.simulator.platform;

import java.util.List;
import java.util.Map;

/** Gets bearer tokens of demo people and service accounts. */
public interface Tokens {

    /**
     * A token for each account, by its name.
     *
     * @throws IllegalStateException if the issuer does not answer or does not know one of them
     */
    Map<String, String> of(List<String> accounts);
}
