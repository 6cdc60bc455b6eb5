// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;

/** The system refused for want of a right: a capability, or because of lockdown; the details say which. */
public final class PermissionDenied extends BpfException {
    /** As {@link BpfException#BpfException}. */
    public PermissionDenied(
            String operation, String target, String cause, Errno errno, List<String> details, String hint) {
        super(operation, target, cause, errno, details, hint);
    }

    @Override
    public Topic topic() {
        return Topic.MACHINE;
    }
}
