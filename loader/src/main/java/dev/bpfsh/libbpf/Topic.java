// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Locale;

/** What a failure is about, for whoever shows it to say where that is taught. */
public enum Topic {
    /** Open, load, attach, close, and their order. */
    LIFECYCLE,
    /** What is in an object's file, and what a compiler makes of a source. */
    OBJECT,
    /** Maps, global variables, their keys and values. */
    MAPS,
    /** What the kernel takes for safe. */
    VERIFIER,
    /** Hooks in the kernel, and how they are found. */
    TRACEPOINTS,
    /** What programs send: the trace pipe, ring and perf buffers. */
    EVENTS,
    /** Hooks in programs and libraries. */
    USER_SPACE,
    /** Hooks of the network. */
    PACKETS,
    /** The kernel's types, and objects that fit themselves to them. */
    CO_RE,
    /** Links and pins: what outlives a process. */
    PINNING,
    /** Samples of stacks. */
    PROFILING,
    /** Scripts of one's own, and what they expect. */
    OWN_SCRIPT,
    /** What this machine lacks: a right, a feature of its kernel, a tool. */
    MACHINE,
    /** Whatever is done beside BPF: files, libraries, options. */
    SHELL;

    /** In words, as {@code user-space}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
