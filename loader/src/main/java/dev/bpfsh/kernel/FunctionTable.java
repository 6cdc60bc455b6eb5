// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.elf.ElfImage;
import dev.bpfsh.elf.ElfSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The functions of a program or library by where they are. Where it is stripped, these are those that it offers others,
 * unless the distribution's debug files are installed.
 */
final class FunctionTable {
    private static final Path DEBUG_FILES = Path.of("/usr/lib/debug/.build-id");

    /** A function, and how far behind its beginning. */
    record Place(String function, long offset) {}

    private final ElfImage image;
    private final List<ElfSymbol> functions;

    private FunctionTable(ElfImage image, List<ElfSymbol> functions) {
        this.image = image;
        this.functions = functions;
    }

    /**
     * Reads them.
     *
     * @throws IOException if it is no program and no library, or is damaged
     */
    static FunctionTable of(ElfImage image) throws IOException {
        var all = new ArrayList<>(image.symbols(ElfImage.SYMBOLS));
        if (all.isEmpty()) {
            all.addAll(debugSymbols(image));
        }
        all.addAll(image.symbols(ElfImage.DYNAMIC_SYMBOLS));
        all.removeIf(symbol -> !symbol.isFunction() || symbol.value() == 0);
        // Of several at one place the last one before the next is taken: the longest, and the best known.
        all.sort(Comparator.comparingLong(ElfSymbol::value)
                .thenComparingLong(ElfSymbol::size)
                .thenComparingInt(ElfSymbol::rank));
        return new FunctionTable(image, List.copyOf(all));
    }

    private static List<ElfSymbol> debugSymbols(ElfImage image) throws IOException {
        var id = image.buildId();
        if (id.isEmpty()) {
            return List.of();
        }
        var file =
                DEBUG_FILES.resolve(id.get().substring(0, 2)).resolve(id.get().substring(2) + ".debug");
        return Files.isRegularFile(file) ? ElfImage.open(file).symbols(ElfImage.SYMBOLS) : List.of();
    }

    /** What is at a place of the file. */
    Optional<Place> at(long fileOffset) {
        var address = image.address(fileOffset);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int low = 0;
        int high = functions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (functions.get(middle).value() <= address.getAsLong()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : within(functions.get(low - 1), address.getAsLong());
    }

    // Assembly often says no size; then the function goes on to the next.
    private static Optional<Place> within(ElfSymbol function, long address) {
        long offset = address - function.value();
        if (function.size() > 0 && offset >= function.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Place(Printable.of(CxxName.of(withoutVersion(function.name()))), offset));
        } catch (IndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    // "memcpy@@GLIBC_2.14", and ".part.0" and its like stay: they are other code.
    private static String withoutVersion(String name) {
        int at = name.indexOf('@');
        return at > 0 ? name.substring(0, at) : name;
    }
}
