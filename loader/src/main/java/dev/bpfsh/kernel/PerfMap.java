// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a program compiled while it ran, as it says itself in {@code /tmp/perf-PID.map}: a line {@code START SIZE NAME}
 * for each piece of code, in hexadecimal. Source: tools/perf/Documentation/jit-interface.txt of the kernel.
 */
final class PerfMap {
    private static final long LARGEST = 1L << 28;
    private static final Pattern HIDDEN_CLASS = Pattern.compile("/0x[0-9a-f]+");

    private record Code(long start, long size, String name) {
        boolean contains(long address) {
            return address - start >= 0 && address - start < size;
        }
    }

    private final List<Code> codes;

    private PerfMap(List<Code> codes) {
        this.codes = codes;
    }

    static PerfMap parse(String text) {
        var codes = new ArrayList<Code>();
        text.lines().forEach(line -> code(line).ifPresent(codes::add));
        // A later line of the same place is newer, and sorting keeps it behind.
        codes.sort(Comparator.comparing(Code::start, Long::compareUnsigned));
        return new PerfMap(codes);
    }

    /**
     * Reads a file that somebody else wrote into a folder where anybody may write.
     *
     * @param owner the user who must own it, beside root
     * @return empty if it is not such a file
     */
    static Optional<PerfMap> read(Path file, int owner) {
        try {
            var attributes = Files.readAttributes(file, "unix:uid,isRegularFile,size", LinkOption.NOFOLLOW_LINKS);
            int uid = (Integer) attributes.get("uid");
            long size = (Long) attributes.get("size");
            if (!(Boolean) attributes.get("isRegularFile") || uid != owner && uid != 0 || size > LARGEST) {
                return Optional.empty();
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                var bytes = ByteBuffer.allocate((int) size);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
                return Optional.of(parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)));
            }
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<Code> code(String line) {
        var fields = line.split(" ", 3);
        if (fields.length < 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Code(number(fields[0]), number(fields[1]), shortened(fields[2].strip())));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static long number(String hexadecimal) {
        int prefix = hexadecimal.startsWith("0x") ? 2 : 0;
        return Long.parseUnsignedLong(hexadecimal, prefix, hexadecimal.length(), 16);
    }

    // HotSpot writes "int Main.spin(long, java.lang.String)". A stack of methods reads better without types, and a
    // hidden
    // class, such as a lambda's, without the number that it has in this run alone.
    static String shortened(String name) {
        int parameters = name.indexOf('(');
        if (parameters <= 0 || name.charAt(parameters - 1) == ' ' || !name.endsWith(")")) {
            return name;
        }
        var method = name.substring(name.lastIndexOf(' ', parameters) + 1, parameters);
        return HIDDEN_CLASS.matcher(method).replaceAll("");
    }

    int size() {
        return codes.size();
    }

    /** The code that an address is in. */
    Optional<Frame> at(long address) {
        int low = 0;
        int high = codes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(codes.get(middle).start, address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || !codes.get(low - 1).contains(address)) {
            return Optional.empty();
        }
        var code = codes.get(low - 1);
        return Optional.of(new Frame(Printable.of(code.name), address - code.start, "", Frame.Kind.COMPILED));
    }
}
