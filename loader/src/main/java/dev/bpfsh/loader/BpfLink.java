// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.LinkHandle;

/** A program at a hook: while it is open, the kernel runs the program ({@code struct bpf_link}). */
public final class BpfLink implements AutoCloseable {
    private final BpfProgram program;
    private final String hook;
    private final LinkHandle handle;
    private volatile boolean closed;

    BpfLink(BpfProgram program, String hook, LinkHandle handle) {
        this.program = program;
        this.hook = hook;
        this.handle = handle;
    }

    /** The program that is attached. */
    public BpfProgram program() {
        return program;
    }

    /** Where, in the words of a section name: {@code tp/syscalls/sys_enter_write}. */
    public String hook() {
        return hook;
    }

    /** Whether the program is still attached through this link. */
    public boolean attached() {
        return !closed;
    }

    /**
     * The descriptor in this process.
     *
     * @throws IllegalStateException if the link is closed
     */
    public int fd() {
        return handle.fd();
    }

    /** Detaches the program ({@code bpf_link__destroy}). */
    @Override
    public void close() {
        closed = true;
        handle.close();
        program.object().forget(this);
        Session.current().disown(this);
    }

    @Override
    public String toString() {
        return program.name() + " at " + hook + (closed ? " (detached)" : "");
    }
}
