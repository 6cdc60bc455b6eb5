// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import jnr.ffi.Pointer;

/** What libbpf lets be changed about a program until its object is loaded. */
public final class ProgramSettings {
    private final LibbpfLibrary library;
    private final ProgramFunctions functions;
    private final Lifetime lifetime;
    private final Pointer pointer;

    ProgramSettings(Libbpf libbpf, Lifetime lifetime, Pointer pointer) {
        this.library = libbpf.functions();
        this.functions = libbpf.group(ProgramFunctions.class);
        this.lifetime = lifetime;
        this.pointer = pointer;
    }

    /** The names of the program types that this libbpf knows, each at its number ({@code enum bpf_prog_type}). */
    public List<String> types() {
        return names(library::libbpf_bpf_prog_type_str);
    }

    /** The names of the attach types that this libbpf knows, each at its number ({@code enum bpf_attach_type}). */
    public List<String> attachTypes() {
        return names(functions::libbpf_bpf_attach_type_str);
    }

    private static List<String> names(IntFunction<String> name) {
        var names = new ArrayList<String>();
        for (var next = name.apply(0); next != null; next = name.apply(names.size())) {
            names.add(next);
        }
        return names;
    }

    /** {@code bpf_program__set_autoload}. */
    public void autoload(boolean autoload) throws ErrnoException {
        checked("bpf_program__set_autoload", () -> functions.bpf_program__set_autoload(pointer, autoload));
    }

    /** {@code bpf_program__autoattach}. */
    public boolean autoattach() {
        return lifetime.during(() -> functions.bpf_program__autoattach(pointer));
    }

    /** {@code bpf_program__set_autoattach}. */
    public void autoattach(boolean autoattach) {
        lifetime.during(() -> {
            functions.bpf_program__set_autoattach(pointer, autoattach);
            return null;
        });
    }

    /** {@code bpf_program__set_type}. */
    public void type(int type) throws ErrnoException {
        checked("bpf_program__set_type", () -> functions.bpf_program__set_type(pointer, type));
    }

    /** {@code bpf_program__expected_attach_type}. */
    public int expectedAttachType() {
        return lifetime.during(() -> functions.bpf_program__expected_attach_type(pointer));
    }

    /** {@code bpf_program__set_expected_attach_type}. */
    public void expectedAttachType(int type) throws ErrnoException {
        checked(
                "bpf_program__set_expected_attach_type",
                () -> functions.bpf_program__set_expected_attach_type(pointer, type));
    }

    /** {@code bpf_program__set_attach_target}: a function of a program, or of the kernel where the descriptor is 0. */
    public void attachTarget(int programFd, String function) throws ErrnoException {
        checked(
                "bpf_program__set_attach_target",
                () -> functions.bpf_program__set_attach_target(pointer, programFd, function));
    }

    /** {@code bpf_program__flags}: {@code BPF_F_*} of loading. */
    public int flags() {
        return lifetime.during(() -> functions.bpf_program__flags(pointer));
    }

    /** {@code bpf_program__set_flags}. */
    public void flags(int flags) throws ErrnoException {
        checked("bpf_program__set_flags", () -> functions.bpf_program__set_flags(pointer, flags));
    }

    private void checked(String call, Lifetime.Call<Integer> function) throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked(call, function.call()));
    }
}
