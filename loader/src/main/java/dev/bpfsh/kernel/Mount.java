// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /proc/self/mounts}, see {@code fstab(5)}.
 *
 * @param folder where it is mounted
 * @param type the file system, such as {@code tracefs}
 * @param options such as {@code noexec}
 */
record Mount(Path folder, String type, List<String> options) {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** One without options. */
    Mount(Path folder, String type) {
        this(folder, type, List.of());
    }

    /** What is mounted for this process now. */
    static List<Mount> all() {
        try {
            return parse(Files.readString(Path.of("/proc/self/mounts")));
        } catch (IOException none) {
            throw new BpfException("read", "/proc/self/mounts", none.getMessage(), null, List.of(), "is /proc mounted?")
                    .about(Topic.MACHINE);
        }
    }

    static List<Mount> parse(String mounts) {
        return mounts.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length >= 4)
                .map(fields -> new Mount(Path.of(unescape(fields[1])), fields[2], List.of(fields[3].split(","))))
                .toList();
    }

    /** The one that a path, which need not exist, is on. */
    static Optional<Mount> of(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        // Of two mounts at one place the later one covers the earlier.
        return all().stream()
                .filter(mount -> absolute.startsWith(mount.folder()))
                .reduce((best, mount) ->
                        mount.folder().getNameCount() >= best.folder().getNameCount() ? mount : best);
    }

    /** The kernel writes space, tab, line break and backslash as three octal digits. */
    private static String unescape(String field) {
        return OCTAL.matcher(field).replaceAll(octal -> {
            var character = String.valueOf((char) Integer.parseInt(octal.group(1), 8));
            return Matcher.quoteReplacement(character);
        });
    }
}
