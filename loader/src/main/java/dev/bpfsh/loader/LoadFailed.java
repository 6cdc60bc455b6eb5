// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;

/** The kernel did not take an object: the verifier rejected a program, or a map could not be made. */
public final class LoadFailed extends BpfException {
    private final transient List<String> log;
    private final transient Optional<Rejection> rejection;

    LoadFailed(String target, String cause, Errno errno, List<String> details, String hint, List<String> log) {
        this(target, cause, errno, details, hint, log, null);
    }

    LoadFailed(
            String target,
            String cause,
            Errno errno,
            List<String> details,
            String hint,
            List<String> log,
            Rejection rejection) {
        super("load", target, cause, errno, details, hint);
        this.log = List.copyOf(log);
        this.rejection = Optional.ofNullable(rejection);
        about(rejection == null ? Topic.LIFECYCLE : topic(rejection));
    }

    private static Topic topic(Rejection rejection) {
        // The verifier only refuses what libbpf has put in the place of an access that it could not fit to this kernel.
        boolean unfit = rejection.cause().equals(Optional.of(RejectionCause.RELOCATION));
        return unfit ? Topic.CO_RE : Topic.VERIFIER;
    }

    /** All that the verifier, or libbpf where the verifier was not asked, said: a line each. */
    public List<String> log() {
        return log;
    }

    /** What the verifier said, taken apart; empty where it was not the verifier who refused. */
    public Optional<Rejection> rejection() {
        return rejection;
    }
}
