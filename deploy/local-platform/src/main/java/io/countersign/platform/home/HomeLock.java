package io.countersign.platform.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** At most one launcher starts or stops processes of a home at a time; the operating system frees it after a kill. */
public final class HomeLock implements AutoCloseable {

    private final FileChannel file;

    private HomeLock(FileChannel file) {
        this.file = file;
    }

    /** Waits for the other launcher, if there is one. */
    public static HomeLock take(Home home) throws IOException {
        Files.createDirectories(home.folder());
        FileChannel file = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            System.err.println("Another countersign command is at work in " + home.folder() + "; waiting for it");
            file.lock();
        }
        return new HomeLock(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
