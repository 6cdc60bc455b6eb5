// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.cache.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whether a built {@code NAME.bpf.o} is still what the {@code NAME.bpf.c} beside it gives.
 *
 * <p>{@code scripts/build} keeps the digests of what it read and wrote in {@code objects.sha256}, and where that file
 * knows the object, digests decide: what git checks out is of any age. Elsewhere the ages of the files decide.
 */
public final class BuildRecord {
    private static final String RECORD = "objects.sha256";
    /** As {@code sha256sum} writes it; its other lines are of no interest. */
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    private static final Pattern INCLUDE = Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]*\"([^\"\\n]+)\"");

    private BuildRecord() {}

    /** The source of an object: the file beside it that ends in {@code .c} instead of {@code .o}; it need not exist. */
    public static Path sourceOf(Path object) {
        var name = object.getFileName().toString();
        return object.resolveSibling(name.replaceFirst("\\.o$", "") + ".c");
    }

    /**
     * What an object was built from and has changed since: its source, else one of the headers beside it that the
     * source includes.
     *
     * @return empty if nothing has changed, there is no source beside the object, or a file cannot be read
     */
    public static Optional<Path> changedSince(Path object) {
        var source = sourceOf(object);
        if (!Files.isRegularFile(source) || !Files.isRegularFile(object)) {
            return Optional.empty();
        }
        try {
            var folder = object.toAbsolutePath().getParent();
            var recorded = read(folder.resolve(RECORD));
            boolean known = isAsRecorded(object, recorded);
            var age = Files.getLastModifiedTime(object);
            for (var file : withHeaders(source)) {
                if (known
                        ? !isAsRecorded(file, recorded)
                        : Files.getLastModifiedTime(file).compareTo(age) > 0) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        } catch (IOException cannotTell) {
            return Optional.empty();
        }
    }

    /** Digests by the names of files. */
    private static Map<String, String> read(Path record) throws IOException {
        if (!Files.isRegularFile(record)) {
            return Map.of();
        }
        try (var lines = Files.lines(record, StandardCharsets.ISO_8859_1)) {
            return lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(line -> line.group(2), line -> line.group(1), (first, second) -> second));
        }
    }

    private static boolean isAsRecorded(Path file, Map<String, String> recorded) throws IOException {
        var digest = recorded.get(file.getFileName().toString());
        return digest != null && digest.equals(Digest.hex(Files.readAllBytes(file)));
    }

    /** The source first, then what it includes from its own folder, and what that includes. */
    private static Set<Path> withHeaders(Path source) throws IOException {
        var found = new LinkedHashSet<Path>();
        addWithHeaders(source, found);
        return found;
    }

    private static void addWithHeaders(Path file, Set<Path> found) throws IOException {
        if (!found.add(file)) {
            return;
        }
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (var include : INCLUDE.matcher(text).results().toList()) {
            var header = file.resolveSibling(include.group(1));
            // Others are the compiler's, or the running kernel's.
            if (!include.group(1).contains("/") && Files.isRegularFile(header)) {
                addWithHeaders(header, found);
            }
        }
    }
}
