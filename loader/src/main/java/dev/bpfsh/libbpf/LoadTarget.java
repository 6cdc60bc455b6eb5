// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/**
 * What of attaching is decided before the load: the verifier checks a program for the very function that it will trace.
 *
 * @param program not loaded
 */
public record LoadTarget(ProgramHandle program) {
    /** What a program is: {@code enum bpf_prog_type} and {@code enum bpf_attach_type}. */
    public record Kind(int programType, int attachType) {}

    private static AttachFunctions functions() {
        return Libbpf.get().group(AttachFunctions.class);
    }

    /** {@code bpf_program__set_type} and {@code bpf_program__set_expected_attach_type}. */
    public void set(Kind kind) throws ErrnoException {
        program.with("bpf_program__set_type", pointer -> functions().bpf_program__set_type(pointer, kind.programType));
        program.with("bpf_program__set_expected_attach_type", pointer -> functions()
                .bpf_program__set_expected_attach_type(pointer, kind.attachType));
    }
}
