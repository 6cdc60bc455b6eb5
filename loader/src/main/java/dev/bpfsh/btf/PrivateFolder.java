// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * A folder of the effective user that nobody else may write to, so that what is found there is what was put there.
 *
 * @param path of the folder
 * @param root the outermost of the folders that have to be so; those above it are the user's own affair
 */
record PrivateFolder(Path path, Path root) {
    private static final Pattern EFFECTIVE_UID = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d+)");
    private static final int WRITABLE_BY_OTHERS = 022;

    /**
     * The folder, made where it is missing.
     *
     * @throws IOException if it cannot be made, or somebody else could write to it
     */
    static PrivateFolder make(Path path, Path root) throws IOException {
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var folder = new PrivateFolder(path, root);
        for (var each = path; each.startsWith(root); each = each.getParent()) {
            if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) || !isOurs(each)) {
                throw new IOException(each + " is not this user's alone");
            }
        }
        return folder;
    }

    /** The file of that name, where it is one, this user's, and of no other to write. */
    boolean holds(String name) {
        var file = path.resolve(name);
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOurs(file);
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return owner == effectiveUser() && (mode & WRITABLE_BY_OTHERS) == 0;
    }

    private static int effectiveUser() throws IOException {
        var status = EFFECTIVE_UID.matcher(Files.readString(Path.of("/proc/self/status")));
        if (!status.find()) {
            throw new IOException("/proc/self/status does not name the user");
        }
        return Integer.parseUnsignedInt(status.group(1));
    }
}
