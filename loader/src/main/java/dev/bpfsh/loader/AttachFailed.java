// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.Topic;
import java.util.List;

/** A program could not be attached to its hook; the details name hooks that exist. */
public final class AttachFailed extends BpfException {
    AttachFailed(String target, String cause, Errno errno, List<String> details, String hint) {
        super("attach", target, cause, errno, details, hint);
        about(Topic.LIFECYCLE);
    }
}
