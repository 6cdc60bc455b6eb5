// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/** A {@code struct bpf_link}: a program at a hook, for as long as this is open. */
public final class LinkHandle implements AutoCloseable {
    private final LibbpfLibrary functions;
    private final Pointer pointer;
    private final Lifetime lifetime;

    LinkHandle(Libbpf libbpf, Pointer pointer, String name) {
        this.functions = libbpf.functions();
        this.pointer = pointer;
        this.lifetime = new Lifetime("link of " + name);
    }

    /** {@code bpf_link__fd}. */
    public int fd() {
        return lifetime.during(() -> functions.bpf_link__fd(pointer));
    }

    /** {@code bpf_link__destroy}: detaches, unless it is pinned. */
    @Override
    public void close() {
        lifetime.end(() -> functions.bpf_link__destroy(pointer));
    }
}
