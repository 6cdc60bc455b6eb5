// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;

/** This kernel, or this libbpf, does not have what is needed; the details say what would. */
public final class UnsupportedByKernel extends BpfException {
    /** As {@link BpfException#BpfException}. */
    public UnsupportedByKernel(
            String operation, String target, String cause, Errno errno, List<String> details, String hint) {
        super(operation, target, cause, errno, details, hint);
    }

    @Override
    public Topic topic() {
        return Topic.MACHINE;
    }
}
