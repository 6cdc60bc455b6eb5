// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.compile.Compiled;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.loader.BpfObject;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is said when something has been compiled. */
final class Compiling {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private Compiling() {}

    /** Opens what was compiled; its warnings, and the first time what is wrong with the cache, go to standard error. */
    static BpfObject open(Compiled compiled) {
        compiled.warnings().stream()
                .flatMap(warning -> warning.toString().lines())
                .map(Printable::of)
                .forEach(System.err::println);
        compiled.cacheProblem()
                .filter(problem -> !SAID.getAndSet(true))
                .ifPresent(problem -> System.err.println("compiled objects are not kept: " + problem));
        return BpfObject.open(compiled);
    }
}
