// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import java.util.List;
import java.util.Optional;

/** What the compiler made of a source. */
public final class Compiled {
    private final String name;
    private final String source;
    private final byte[] object;
    private final List<Diagnostic> warnings;
    private final boolean cached;
    private final Optional<String> cacheProblem;

    Compiled(
            String name,
            String source,
            byte[] object,
            List<Diagnostic> warnings,
            boolean cached,
            Optional<String> cacheProblem) {
        this.name = name;
        this.source = source;
        this.object = object;
        this.warnings = List.copyOf(warnings);
        this.cached = cached;
        this.cacheProblem = cacheProblem;
    }

    /** What to call the object: the source's name without {@code .bpf.c}. */
    public String name() {
        return name;
    }

    /** Where it came from: the source's path as it was given, or what a text is called. */
    public String source() {
        return source;
    }

    /** The object, an ELF file. */
    public byte[] object() {
        return object.clone();
    }

    /** What the compiler warned of, with the notes that belong to it; kept with the object in the cache. */
    public List<Diagnostic> warnings() {
        return warnings;
    }

    /** Whether it was in the cache, so that no compiler ran. */
    public boolean cached() {
        return cached;
    }

    /** Why it could not be put into the cache: a folder that is not the user's alone, or cannot be written. */
    public Optional<String> cacheProblem() {
        return cacheProblem;
    }

    @Override
    public String toString() {
        return name + ", " + object.length + " B from " + source + (cached ? " (cached)" : "")
                + (warnings.isEmpty() ? "" : ", " + warnings.size() + " warnings");
    }
}
