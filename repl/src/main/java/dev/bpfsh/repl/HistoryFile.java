// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.cache.PrivateFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the lines typed at the prompt are kept: {@code $XDG_STATE_HOME/bpfsh/history} (XDG Base Directory
 * Specification), readable by its owner only, because lines may hold secrets.
 *
 * @param path the file, or null when there can be none
 * @param problem why there is none, or null when all is well
 */
record HistoryFile(Path path, String problem) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** The folder of the user's state, from XDG_STATE_HOME when it is absolute, else below the home folder. */
    static Path folder(String xdgStateHome, String home) {
        Path state = xdgStateHome != null && xdgStateHome.startsWith("/")
                ? Path.of(xdgStateHome)
                : Path.of(home, ".local", "state");
        return state.resolve("bpfsh");
    }

    /**
     * Makes the history in {@code folder} ready; never throws: without a history the prompt works all the same. A folder or
     * a file of somebody else is left alone: who runs this as root in a user's home would give that user what root types.
     */
    static HistoryFile in(Path folder) {
        try {
            PrivateFolder kept = ours(folder).make();
            Path file = kept.path().resolve("history");
            if (Files.isSymbolicLink(file)) {
                file = file.toRealPath();
                kept = new PrivateFolder(file.getParent());
            }
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isRegularFile(file)) {
                    return new HistoryFile(null, "no history: " + file + " is not a file");
                }
                kept.require(file.getFileName().toString());
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            // Opening for both tells what permissions alone do not: a read-only file system, for one.
            Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    .close();
            return new HistoryFile(file, null);
        } catch (AccessDeniedException e) {
            return new HistoryFile(null, "no history: " + e.getFile() + ": permission denied");
        } catch (IOException | UnsupportedOperationException e) {
            return new HistoryFile(null, "no history: " + reason(e));
        }
    }

    /** The folder of the user's state as what it must be; it need not exist. */
    static PrivateFolder ours(Path folder) throws IOException {
        Path real = Files.exists(folder) ? folder.toRealPath() : folder;
        return new PrivateFolder(real);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
