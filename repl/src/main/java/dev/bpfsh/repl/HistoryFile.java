// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the lines typed at the prompt are kept: {@code $XDG_STATE_HOME/bpfsh/history} (XDG Base Directory
 * Specification), readable by its owner only, because lines may hold secrets.
 *
 * @param path the file, or null when there can be none
 * @param problem why there is none or what was done to the old one, or null when all is well
 */
record HistoryFile(Path path, String problem) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    /** The folder of the user's state, from XDG_STATE_HOME when it is absolute, else below the home folder. */
    static Path folder(String xdgStateHome, String home) {
        Path state = xdgStateHome != null && xdgStateHome.startsWith("/")
                ? Path.of(xdgStateHome)
                : Path.of(home, ".local", "state");
        return state.resolve("bpfsh");
    }

    /** Makes the history in {@code folder} ready; never throws: without a history the prompt works all the same. */
    static HistoryFile in(Path folder) {
        Path file = folder.resolve("history");
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isRegularFile(file)) {
                    return new HistoryFile(null, "no history: " + file + " is not a file");
                }
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            // Opening for both tells what permissions alone do not: a read-only file system, for one.
            Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    .close();
            return readable(file);
        } catch (AccessDeniedException e) {
            return new HistoryFile(null, "no history: " + e.getFile() + ": permission denied");
        } catch (IOException | UnsupportedOperationException e) {
            return new HistoryFile(null, "no history: " + reason(e));
        }
    }

    private static HistoryFile readable(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            // Checked here, since JLine would throw out of the first readLine.
            if (lines.allMatch(HistoryFile::whole)) {
                return new HistoryFile(file, null);
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CharacterCodingException)) {
                throw e.getCause();
            }
        }
        Path aside = file.resolveSibling("history.unreadable");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        return new HistoryFile(file, "the history was not readable and is now " + aside + "; a new one begins");
    }

    /** False for a line cut in the middle of an escape: JLine would throw on it. */
    private static boolean whole(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 0;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
