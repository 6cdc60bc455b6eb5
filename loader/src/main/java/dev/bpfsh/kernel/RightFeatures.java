// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.util.ArrayList;
import java.util.List;

/** What this process may do, and what that is needed for: see {@code capabilities(7)}. */
public final class RightFeatures {
    private static final String AREA = "rights";
    private static final String AS_ROOT = "run bpfsh with sudo";

    private RightFeatures() {}

    /** Those of this process. */
    public static List<Feature> all() {
        return of(Capabilities.current(), Capabilities.inUserNamespace());
    }

    static List<Feature> of(Capabilities capabilities, boolean inUserNamespace) {
        var features = new ArrayList<Feature>();
        features.add(needed(capabilities, "CAP_BPF", "to load programs and make maps"));
        features.add(needed(capabilities, "CAP_PERFMON", "to trace, and to read the kernel's memory"));
        features.add(useful(capabilities, "CAP_NET_ADMIN", "to attach to interfaces and cgroups"));
        features.add(useful(capabilities, "CAP_SYS_ADMIN", "to see others' programs, and to mount file systems"));
        if (inUserNamespace) {
            features.add(Feature.missing(
                    AREA,
                    "user namespace",
                    "root of a user namespace, as in a rootless container, is not root of the machine",
                    "run bpfsh outside of it, as root"));
        }
        return features;
    }

    private static Feature needed(Capabilities capabilities, String name, String purpose) {
        return capabilities.missing(name).isEmpty()
                ? Feature.ok(AREA, name, purpose)
                : Feature.missing(AREA, name, "not there: it is needed " + purpose, AS_ROOT);
    }

    private static Feature useful(Capabilities capabilities, String name, String purpose) {
        return capabilities.missing(name).isEmpty()
                ? Feature.ok(AREA, name, purpose)
                : Feature.warning(AREA, name, "not there: it is needed " + purpose, AS_ROOT);
    }
}
