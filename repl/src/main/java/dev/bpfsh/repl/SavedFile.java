// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A script that the prompt writes: whole, or not at all. */
final class SavedFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private SavedFile() {}

    /**
     * Writes a script and makes it executable for those who may read it.
     *
     * @param force whether it may take the place of another file
     * @throws Command.Wrong if it may not be written there
     * @throws IOException if it cannot; what was there before is as it was
     */
    static void write(Path file, String text, boolean force) throws IOException, Command.Wrong {
        if (Files.isDirectory(file)) {
            throw new Command.Wrong(file + ": is a directory");
        }
        if (!Files.exists(file)) {
            replace(file, text);
            makeExecutable(file);
            return;
        }
        if (!force) {
            throw new Command.Wrong(file + " exists; /save -f " + file + " replaces it");
        } else if (!Files.isRegularFile(file)) {
            place(file, text); // A device or a pipe is not replaced but written to.
            return;
        }
        Path real = file.toRealPath();
        // Also root, who may write anywhere, is told: whoever made it so had a reason.
        boolean readOnly = Files.getPosixFilePermissions(real).stream()
                .noneMatch(each -> each.name().endsWith("_WRITE"));
        if (readOnly || !Files.isWritable(real)) {
            throw new Command.Wrong(file + ": is read-only");
        }
        replace(real, text);
        makeExecutable(real);
    }

    /** Writes a file that nobody else is to read; what does not work is left out. */
    static void keep(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            replace(file, text);
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        } catch (IOException | UnsupportedOperationException e) {
            // A session that is not kept is none that can be restored: /reload -restore says so.
            return;
        }
    }

    // Beside it first: on a full disk the old one is still whole.
    private static void replace(Path file, String text) throws IOException {
        Path whole = file.toAbsolutePath();
        Path beside = whole.resolveSibling(
                "." + whole.getFileName() + "." + ProcessHandle.current().pid());
        try {
            place(beside, text);
            if (Files.exists(whole)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(whole));
            }
            Files.move(beside, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void place(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // Java does not say which file a write failed for.
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        String readable = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(readable.replaceAll("r(.).", "r$1x")));
    }
}
