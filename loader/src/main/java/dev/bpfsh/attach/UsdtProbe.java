// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A probe that a binary was built with: a note in its section {@code .note.stapsdt}, in the format of SystemTap's
 * {@code sys/sdt.h}.
 *
 * @param provider such as {@code hotspot}
 * @param name such as {@code gc__begin}
 * @param arguments where each argument is, by size and assembler operand: {@code 1@%al -4@8(%rsp)}
 * @param places how often it is in the code
 */
public record UsdtProbe(String provider, String name, String arguments, int places) {
    private static final int TYPE = 3;
    private static final int NOTE_HEADER = 12;
    private static final int ADDRESSES = 3 * Long.BYTES;

    static List<UsdtProbe> of(Executable executable) throws IOException {
        var probes = new ArrayList<UsdtProbe>();
        var notes = executable.section(".note.stapsdt");
        try {
            for (int at = 0; at + NOTE_HEADER <= notes.capacity(); ) {
                int nameSize = notes.getInt(at);
                int size = notes.getInt(at + 4);
                int description = at + NOTE_HEADER + padded(nameSize);
                if (nameSize < 0 || size < 0) {
                    throw new IndexOutOfBoundsException();
                }
                if (notes.getInt(at + 8) == TYPE && size > ADDRESSES) {
                    probes.add(read(notes.slice(description + ADDRESSES, size - ADDRESSES)));
                }
                at = description + padded(size);
            }
        } catch (IndexOutOfBoundsException damaged) {
            throw new IOException(executable.path() + " is damaged: a note lies outside of its section");
        }
        return merged(probes);
    }

    private static int padded(int size) {
        return size + 3 & ~3;
    }

    private static UsdtProbe read(ByteBuffer texts) {
        var provider = Executable.text(texts, 0);
        int nameAt = behind(texts, 0);
        int argumentsAt = behind(texts, nameAt);
        return new UsdtProbe(provider, Executable.text(texts, nameAt), Executable.text(texts, argumentsAt), 1);
    }

    /** Where the text behind the one that begins here begins. */
    private static int behind(ByteBuffer texts, int at) {
        int end = at;
        while (texts.get(end) != 0) {
            end++;
        }
        return end + 1;
    }

    /** A probe that was inlined in several places is one; the operands of its first place are shown. */
    private static List<UsdtProbe> merged(List<UsdtProbe> probes) {
        var byName = new LinkedHashMap<String, UsdtProbe>();
        for (var probe : probes) {
            byName.merge(
                    probe.provider + ":" + probe.name,
                    probe,
                    (first, next) -> new UsdtProbe(first.provider, first.name, first.arguments, first.places + 1));
        }
        return byName.values().stream()
                .sorted(Comparator.comparing(UsdtProbe::provider).thenComparing(UsdtProbe::name))
                .toList();
    }

    /** As a hook names it: {@code hotspot:gc__begin}. */
    @Override
    public String toString() {
        return provider + ":" + name;
    }
}
