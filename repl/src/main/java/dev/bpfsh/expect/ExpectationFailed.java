// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.util.List;

/** What a script expects did not happen: what that was, what came instead, and what may have kept it from coming. */
public final class ExpectationFailed extends BpfException {
    private static final long serialVersionUID = 1;

    ExpectationFailed(String awaited, String cause, List<String> details, String hint) {
        super("expect", awaited, cause, null, details, hint);
        about(Topic.OWN_SCRIPT);
    }
}
