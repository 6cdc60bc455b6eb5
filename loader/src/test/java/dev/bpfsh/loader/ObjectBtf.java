// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.file.Path;
import java.util.List;

/** The BTF of the test objects, as it lies in their files. */
public final class ObjectBtf {
    private ObjectBtf() {}

    /** Those that have types and are for this machine. */
    public static List<Path> objects() {
        return Corpus.all().stream().filter(object -> of(object).length > 0).toList();
    }

    /** The section {@code .BTF}; nothing where there is none. */
    public static byte[] of(Path object) {
        try {
            return ElfFile.parse(new ObjectFile(object).read()).bytes(".BTF");
        } catch (ElfFile.NotBpf damaged) {
            throw new AssertionError(damaged);
        }
    }
}
