// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;

/** A place where a program can be attached: a small value, one class a kind. {@link Hooks} makes them. */
public interface Hook {
    /** Attaches the loaded program; the link is the caller's to close. */
    LinkHandle attach(ProgramHandle program) throws ErrnoException;

    /** Places of this kind that exist here and have nearly this name, for an error to offer. */
    default List<String> nearMatches() {
        return List.of();
    }

    /**
     * Asked before: what this kernel lacks of the whole kind of hook, such as {@code this kernel has no kprobes}; empty
     * where it lacks nothing, or does not tell. Not an errno, because kernels do not agree on one, and some attach what
     * they then never run.
     */
    default Optional<String> lack() {
        return Optional.empty();
    }

    /** Asked after a failure: what is not there, such as {@code there is no network interface lo9}; empty if all is. */
    default Optional<String> absence() {
        return Optional.empty();
    }

    /** What an error of attaching here is about. */
    default Topic topic() {
        return Topic.TRACEPOINTS;
    }

    /** What a process needs to attach here, for an error to name what is missing; see {@code capabilities(7)}. */
    default List<String> capabilities() {
        return List.of("CAP_BPF", "CAP_PERFMON");
    }
}
