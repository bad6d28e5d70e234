package io.countersign.platform.part;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Programs unpacked once into a folder named by their content. A new build gets a new folder, so what runs keeps the
 * files that it was started from; and a folder is moved into place whole, so a killed launcher leaves no half of one.
 * A folder that nothing runs from is deleted when another version comes.
 */
final class ProgramFiles {

    private static final int OWNER_EXECUTES = 0100;

    private final Path folder;

    ProgramFiles(Path folder) {
        this.folder = folder;
    }

    /** How a program gets into an empty folder. */
    @FunctionalInterface
    interface Unpacking {
        void into(Path empty) throws IOException;
    }

    /** The folder of this version of a program, filled now unless an earlier call did. */
    Path unpackedOnce(String program, String version, Unpacking unpacking) throws IOException {
        String name = program + "-" + version;
        Path place = folder.resolve(name);
        if (Files.isDirectory(place)) {
            return place;
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempDirectory(folder, "." + name + "-");
        unpacking.into(fresh);
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherHomeWasFaster) {
            deleteTree(fresh);
        }
        for (Path other : versionsOf(program)) {
            if (!other.equals(place) && !isRunFrom(other)) {
                deleteTree(other);
            }
        }
        return place;
    }

    private List<Path> versionsOf(String program) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            var version = Pattern.compile(Pattern.quote(folder.resolve(program) + "-") + "[^-]+");
            return all.filter(path -> version.matcher(path.toString()).matches())
                    .toList();
        }
    }

    private static boolean isRunFrom(Path version) {
        String within = version + File.separator;
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .flatMap(process -> Stream.concat(
                        process.command().stream(), process.arguments().stream().flatMap(Arrays::stream)))
                .anyMatch(word -> word.contains(within));
    }

    /** A short name for the content of some files. */
    static String fingerprint(List<Path> files) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        for (Path file : files) {
            try (InputStream bytes = Files.newInputStream(file)) {
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    sum.update(buffer, 0, read);
                }
            }
        }
        return Long.toHexString(sum.getValue());
    }

    /** Unpacks a tar stream, keeping what is executable so and links as links. */
    static void untar(InputStream tar, Path into) throws IOException {
        try (TarArchiveInputStream entries = new TarArchiveInputStream(new BufferedInputStream(tar))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path place = entry.resolveIn(into);
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    file(entry, entries, place);
                }
            }
        }
    }

    private static void file(TarArchiveEntry entry, InputStream content, Path place) throws IOException {
        Path parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, place);
        if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(place));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(place, permissions);
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
