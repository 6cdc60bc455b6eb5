// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;

/** A place where a program can be attached: a small value, one class a kind. */
public interface Hook {
    /** Attaches the loaded program; the link is the caller's to close. */
    LinkHandle attach(ProgramHandle program) throws ErrnoException;

    /** Places of this kind that exist here and have nearly this name, for an error to offer. */
    List<String> nearMatches();
}
