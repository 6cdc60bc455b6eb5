// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/** A {@code struct bpf_link}. */
final class LibbpfLink extends LinkHandle {
    private final Libbpf libbpf;
    private final Pointer pointer;
    private final Lifetime object;

    LibbpfLink(Libbpf libbpf, Lifetime object, Pointer pointer, String program) {
        super(program);
        this.libbpf = libbpf;
        this.object = object;
        this.pointer = pointer;
    }

    private AttachFunctions functions() {
        return libbpf.group(AttachFunctions.class);
    }

    @Override
    int descriptor() {
        return libbpf.functions().bpf_link__fd(pointer);
    }

    @Override
    public void detach() throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked("bpf_link__detach", functions().bpf_link__detach(pointer)));
    }

    @Override
    public void pin(String path) throws ErrnoException {
        lifetime.calling(() -> {
            try (var scratch = new Scratch(libbpf.runtime())) {
                return Libbpf.checked("bpf_link__pin", functions().bpf_link__pin(pointer, scratch.text(path)));
            }
        });
    }

    @Override
    public void unpin() throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked("bpf_link__unpin", functions().bpf_link__unpin(pointer)));
    }

    @Override
    public void update(ProgramHandle program) throws ErrnoException {
        lifetime.calling(() -> program.with(
                "bpf_link__update_program", other -> functions().bpf_link__update_program(pointer, other)));
    }

    @Override
    public void close() {
        lifetime.end(() -> {
            synchronized (object.linking) {
                libbpf.functions().bpf_link__destroy(pointer);
            }
        });
    }
}
