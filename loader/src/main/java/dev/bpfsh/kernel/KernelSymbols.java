// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is where in the running kernel's code: {@code /proc/kallsyms}, modules and BPF programs included. */
public final class KernelSymbols {
    private static final Path KALLSYMS = Path.of("/proc/kallsyms");

    /**
     * A symbol and how far behind its beginning an address lies.
     *
     * @param name of the function
     * @param module it is in; empty for the kernel itself
     * @param offset from where it begins
     */
    public record Symbol(String name, String module, long offset) {
        /** {@code do_sys_openat2+0x10}, and behind that {@code [module]}. */
        @Override
        public String toString() {
            return name + "+0x" + Long.toHexString(offset) + (module.isEmpty() ? "" : " [" + module + "]");
        }
    }

    private record Line(long address, String name, String module) {}

    private final long[] addresses;
    private final Line[] lines;

    private KernelSymbols(List<Line> symbols) {
        lines = symbols.toArray(Line[]::new);
        Arrays.sort(lines, Comparator.comparing(Line::address, Long::compareUnsigned));
        addresses = Arrays.stream(lines).mapToLong(Line::address).toArray();
    }

    /**
     * Reads them; it takes some tens of milliseconds, so keep them. Modules that are loaded later are not among them.
     *
     * @throws BpfException if this process may not see the addresses
     */
    public static KernelSymbols load() {
        try {
            return parse(Files.readString(KALLSYMS, StandardCharsets.US_ASCII));
        } catch (IOException unreadable) {
            throw refused("it cannot be read: " + unreadable.getMessage());
        }
    }

    static KernelSymbols parse(String kallsyms) {
        var symbols = new ArrayList<Line>();
        for (var line : (Iterable<String>) kallsyms.lines()::iterator) {
            symbol(line).ifPresent(symbols::add);
        }
        if (symbols.isEmpty()) {
            throw refused("it shows no addresses");
        }
        return new KernelSymbols(symbols);
    }

    // "address type name", and for a module "\t[module]" behind; text has type t, T, w or W. Address 0 is one that is
    // withheld. There are more than a hundred thousand lines, so no pattern is matched.
    private static Optional<Line> symbol(String line) {
        int space = line.indexOf(' ');
        if (space < 0 || line.length() < space + 4 || "tTwW".indexOf(line.charAt(space + 1)) < 0) {
            return Optional.empty();
        }
        long address = Long.parseUnsignedLong(line, 0, space, 16);
        int tab = line.indexOf('\t', space);
        var name = line.substring(space + 3, tab < 0 ? line.length() : tab);
        var module = tab < 0 ? "" : line.substring(tab + 2, line.length() - 1);
        return address == 0 ? Optional.empty() : Optional.of(new Line(address, name, module));
    }

    private static BpfException refused(String cause) {
        return new BpfException(
                        "read",
                        KALLSYMS.toString(),
                        cause,
                        null,
                        List.of(),
                        "it takes CAP_SYSLOG, and sysctl kernel.kptr_restrict of 0 or 1")
                .about(Topic.TRACEPOINTS);
    }

    /** Where a function begins; empty if there is none of that name. */
    public Optional<Long> address(String name) {
        return Arrays.stream(lines)
                .filter(line -> line.name.equals(name))
                .map(Line::address)
                .findFirst();
    }

    /** The function that an address is in, or behind which it comes; empty below the first. */
    public Optional<Symbol> at(long address) {
        int low = 0;
        int high = addresses.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return Optional.empty();
        }
        // Of several names for one place the first is as good as any.
        int first = low - 1;
        while (first > 0 && addresses[first - 1] == addresses[first]) {
            first--;
        }
        return Optional.of(new Symbol(lines[first].name, lines[first].module, address - addresses[first]));
    }

    /** As {@link #at}, as a frame of a stack. */
    public Frame frame(long address) {
        return at(address)
                .map(symbol -> new Frame(symbol.name, symbol.offset, symbol.module, Frame.Kind.KERNEL))
                .orElseGet(() -> Frame.unknown("", address));
    }

    /**
     * A stack in words.
     *
     * @param stack addresses, the innermost first: where it was, and where it will return to
     */
    public List<Frame> frames(List<Long> stack) {
        var frames = new ArrayList<Frame>();
        for (long address : stack) {
            // A call may be the last instruction of its function, and then returns into the next.
            frames.add(frame(frames.isEmpty() ? address : address - 1));
        }
        return frames;
    }

    /** As {@link #at} in words, or the address in hexadecimal: to be given to {@code StackTrace.frames}. */
    public String name(long address) {
        return at(address).map(Symbol::toString).orElse("0x" + Long.toHexString(address));
    }
}
