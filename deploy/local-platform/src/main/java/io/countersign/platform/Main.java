package io.countersign.platform;

import io.countersign.platform.command.Countersign;

/** Entry point of the launcher script. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(Countersign.run(args));
    }
}
