// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import java.util.Optional;

/** What the object itself says of the instructions that the verifier did not come to, or did not show. */
record ProgramListing(BpfProgram program) implements Rejection.Listing {
    @Override
    public Optional<String> instruction(int index) {
        return line(index).map(Disassembly.Line::text);
    }

    @Override
    public Optional<String> source(int index) {
        return line(index)
                .flatMap(Disassembly.Line::source)
                .filter(source -> !source.text().isEmpty())
                .map(source -> source.toString());
    }

    // The functions that it calls come behind it, in an order that libbpf knows.
    private Optional<Disassembly.Line> line(int index) {
        try {
            return program.disassemble().functions().stream()
                    .limit(1)
                    .flatMap(own -> own.lines().stream())
                    .filter(line -> line.instruction().index() == index)
                    .findFirst();
        } catch (BpfException damaged) {
            return Optional.empty();
        }
    }
}
