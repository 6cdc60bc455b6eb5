// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.cache.Digest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an object depends on beside its source and the command line: the headers with their contents, and the places
 * where a header would have been found in their stead, had there been one.
 *
 * @param contents each header's digest, by path
 * @param absent paths where there must be nothing
 */
record Dependencies(Map<String, byte[]> contents, Set<String> absent) {
    /** The clock that stamps files ticks a hundred times a second on some kernels. */
    private static final long CLOCK_TICK = 10;

    /**
     * Reads what {@code clang -MD} wrote.
     *
     * @param rule a rule of make: {@code TARGET: SOURCE HEADER...}
     * @param source the folder of the source, where its names begin
     * @param searched the folders in which clang looks for headers
     * @param begun when the compiler was started: what has changed since may be other than what it read
     * @return empty if they cannot be known for sure
     */
    static Optional<Dependencies> of(String rule, Path source, List<Path> searched, Instant begun) throws IOException {
        var headers = names(rule).skip(1).map(source::resolve).toList();
        var contents = new LinkedHashMap<String, byte[]>();
        for (var header : headers) {
            var bytes = Files.readAllBytes(header);
            var changed = Files.getLastModifiedTime(header).toInstant();
            if (changed.isAfter(begun.minusMillis(CLOCK_TICK)) || header.startsWith(source) && asksForFiles(bytes)) {
                return Optional.empty();
            }
            contents.put(header.toString(), Digest.of(bytes));
        }
        return Optional.of(new Dependencies(contents, others(headers, source, searched)));
    }

    /** Whether it asks for files that it need not include: the compiler does not list these. */
    static boolean asksForFiles(byte[] source) {
        return new String(source, StandardCharsets.ISO_8859_1).contains("__has_include");
    }

    private static Stream<String> names(String rule) {
        var names = rule.substring(rule.indexOf(": ") + 1).replace("\\\n", " ").strip();
        return Stream.of(names.split("(?<!\\\\)\\s+"))
                .map(name -> name.replace("\\ ", " ").replace("\\#", "#").replace("$$", "$"));
    }

    /** A quoted header is sought beside the file that includes it, then in the searched folders, in their order. */
    private static Set<String> others(List<Path> headers, Path source, List<Path> searched) {
        var folders = new LinkedHashSet<>(searched);
        folders.add(source);
        headers.forEach(header -> folders.add(header.getParent()));
        var others = new LinkedHashSet<String>();
        for (var header : headers) {
            for (var found : new ArrayList<>(folders)) {
                if (header.startsWith(found)) {
                    folders.stream()
                            .map(folder -> folder.resolve(found.relativize(header)))
                            .filter(place -> !Files.exists(place))
                            .forEach(place -> others.add(place.toString()));
                }
            }
        }
        return others;
    }

    /** Whether all is as it was. */
    boolean hold() {
        try {
            for (var header : contents.entrySet()) {
                if (!Arrays.equals(Digest.of(Files.readAllBytes(Path.of(header.getKey()))), header.getValue())) {
                    return false;
                }
            }
            return absent.stream().noneMatch(place -> Files.exists(Path.of(place)));
        } catch (IOException gone) {
            return false;
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(contents.size());
        for (var header : contents.entrySet()) {
            out.writeUTF(header.getKey());
            out.write(header.getValue());
        }
        out.writeInt(absent.size());
        for (var place : absent) {
            out.writeUTF(place);
        }
    }

    static Dependencies read(DataInputStream in) throws IOException {
        var contents = new LinkedHashMap<String, byte[]>();
        for (int left = in.readInt(); left > 0; left--) {
            var path = in.readUTF();
            contents.put(path, in.readNBytes(Digest.LENGTH));
        }
        var absent = new LinkedHashSet<String>();
        for (int left = in.readInt(); left > 0; left--) {
            absent.add(in.readUTF());
        }
        return new Dependencies(contents, absent);
    }
}
