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
    public void detach() throws ErrnoException {
        lifetime.calling(() -> {
            throw unsupported("detach");
        });
    }

    @Override
    public void pin(String path) throws ErrnoException {
        lifetime.calling(() -> {
            throw unsupported("pin");
        });
    }

    @Override
    public void unpin() throws ErrnoException {
        lifetime.calling(() -> {
            throw unsupported("unpin");
        });
    }

    @Override
    public void update(ProgramHandle program) throws ErrnoException {
        lifetime.calling(() -> {
            throw unsupported("update");
        });
    }

    @Override
    public void close() {
        lifetime.end(undo);
    }
}
