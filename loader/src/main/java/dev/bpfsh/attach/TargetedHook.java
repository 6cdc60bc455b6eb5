// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

/**
 * A function of the kernel, or of a loaded program, that is chosen before the load because the verifier checks the
 * program against its very arguments; attaching only switches it on.
 */
public interface TargetedHook extends Hook {
    /** The function's name, as {@code bpf_program__set_attach_target} wants it. */
    String function();
}
