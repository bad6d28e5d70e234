package io.countersign.platform.home;

import java.nio.file.Path;

/** The folder of one installation. Several can run side by side, each with ports of its own. */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Logs, one file a process. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** The log of one process. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** Which processes run: one small file each. */
    public Path processes() {
        return folder.resolve("run");
    }

    /** Ports, memory and instances as last asked for. */
    public Path settings() {
        return folder.resolve("settings.json");
    }

    /** Database passwords and the key of the audit draws, drawn once. */
    public Path secrets() {
        return folder.resolve("secrets.json");
    }

    /** What {@code status --json} prints, as of the last command that started or stopped something. */
    public Path platformFile() {
        return folder.resolve("platform.json");
    }

    /** The issuer's signing key and the passwords of its accounts. */
    public Path issuer() {
        return folder.resolve("issuer");
    }

    /** PostgreSQL's data folder. */
    public Path postgres() {
        return folder.resolve("postgres");
    }

    /** The broker's configuration and data. */
    public Path kafka() {
        return folder.resolve("kafka");
    }

    /** Held while a command starts or stops processes, so that two launchers never start the same one. */
    public Path lock() {
        return folder.resolve("lock");
    }
}
