// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A script that the prompt writes: whole, or not at all. */
final class SavedFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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

    /**
     * Writes a file that nobody else is to read, for a later session to evaluate; what does not work is left out.
     *
     * @param folder the user's own, or else nothing is written
     */
    static void keep(Path folder, String name, String text) {
        try {
            replace(HistoryFile.ours(folder).make().path().resolve(name), text, OWNER_ONLY);
        } catch (IOException | UnsupportedOperationException e) {
            // A session that is not kept is none that can be restored: /reload -restore says so.
            return;
        }
    }

    /** Beside it first: on a full disk the old one is still whole. What has that name already is not written through. */
    private static void replace(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        Path whole = file.toAbsolutePath();
        Path beside = whole.resolveSibling(
                "." + whole.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(beside);
            Files.createFile(beside, attributes);
            place(beside, text);
            if (Files.exists(whole) && attributes.length == 0) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(whole));
            }
            Files.move(beside, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString());
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(file.toString());
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
