package io.countersign.platform.part;

import java.util.List;

/** One step of starting the platform: a server that stays, or a task that ends. */
public sealed interface Step permits Server, Task {

    /** Unique within a home. */
    String name();

    /** Names of the steps that must be done before. */
    List<String> needs();
}
