// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import java.util.List;

/** The kernel did not take an object: the verifier rejected a program, or a map could not be made. */
public final class LoadFailed extends BpfException {
    private final transient List<String> log;

    LoadFailed(String target, String cause, Errno errno, List<String> details, String hint, List<String> log) {
        super("load", target, cause, errno, details, hint);
        this.log = List.copyOf(log);
    }

    /** All that the verifier, or libbpf where the verifier was not asked, said: a line each. */
    public List<String> log() {
        return log;
    }
}
