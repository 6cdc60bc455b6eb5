// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;

/**
 * A static tracepoint of the kernel, {@code SEC("tp/CATEGORY/NAME")}; the folder {@code events} of tracefs lists them.
 *
 * @param category such as {@code syscalls}
 * @param name such as {@code sys_enter_write}
 */
public record Tracepoint(String category, String name) implements Hook {
    private static final int OFFERED = 5;

    /** {@code bpf_program__attach_tracepoint}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        // libbpf looks the tracepoint's number up in tracefs, and answers ENOENT as well where that is not mounted.
        Tracefs.find();
        return program.attachTracepoint(category, name);
    }

    @Override
    public List<String> nearMatches() {
        return Near.matches(category + "/" + name, Tracefs.tracepoints(), OFFERED);
    }

    @Override
    public String toString() {
        return "tp/" + category + "/" + name;
    }
}
