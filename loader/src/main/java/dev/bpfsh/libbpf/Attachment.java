// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/** A program at a hook that the kernel has no link for: it stays until the attaching is undone. */
final class Attachment extends LinkHandle {
    private final Runnable undo;

    Attachment(String program, Runnable undo) {
        super(program);
        this.undo = undo;
    }

    @Override
    int descriptor() {
        return -1;
    }

    @Override
    public void close() {
        lifetime.end(undo);
    }
}
