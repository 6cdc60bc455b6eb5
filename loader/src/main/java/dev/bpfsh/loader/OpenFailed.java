// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.Topic;
import java.util.List;

/** A file could not be opened as a BPF object. */
public final class OpenFailed extends BpfException {
    OpenFailed(String target, String cause, Errno errno, List<String> details, String hint) {
        super("open", target, cause, errno, details, hint);
        about(Topic.OBJECT);
    }
}
