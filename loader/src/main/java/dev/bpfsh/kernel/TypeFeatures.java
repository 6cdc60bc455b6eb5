// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.FeatureProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which types of programs and maps the kernel takes, of those that libbpf knows. */
public final class TypeFeatures {
    private static final Set<String> NEEDED = Set.of("tracepoint", "array", "hash", "ringbuf");

    /** {@code BPF_PROG_TYPE_TRACING}. */
    private static final int TRACING = 26;

    private interface Probe {
        boolean has(int type) throws ErrnoException;
    }

    private TypeFeatures() {}

    /** Types of programs: {@code xdp}. */
    public static List<Feature> programs() {
        return of("program types", FeatureProbe.programTypes(), TypeFeatures::hasProgramType);
    }

    // libbpf asks with a program for functions, which some kernels refuse while they take others of the type.
    private static boolean hasProgramType(int type) throws ErrnoException {
        return FeatureProbe.hasProgramType(type) || type == TRACING && takesIterators();
    }

    private static boolean takesIterators() {
        try {
            FeatureProbe.load(TRACING, AttachTypes.number("trace_iter"), "task");
            return true;
        } catch (ErrnoException refused) {
            return false;
        }
    }

    /** Types of maps: {@code ringbuf}. */
    public static List<Feature> maps() {
        return of("map types", FeatureProbe.mapTypes(), FeatureProbe::hasMapType);
    }

    private static List<Feature> of(String area, List<String> names, Probe probe) {
        var features = new ArrayList<Feature>();
        // Number 0 stands for none.
        for (int type = 1; type < names.size(); type++) {
            features.add(of(area, names.get(type), type, probe));
        }
        return features;
    }

    private static Feature of(String area, String name, int type, Probe probe) {
        try {
            if (probe.has(type)) {
                return Feature.ok(area, name, "the kernel takes it");
            }
            var found = "the kernel does not take it";
            return NEEDED.contains(name)
                    ? Feature.missing(area, name, found, "boot a newer kernel, 5.8 at least")
                    : Feature.warning(area, name, found, "");
        } catch (ErrnoException unknown) {
            return Feature.warning(area, name, "cannot be told (" + unknown.errno() + ")", "run bpfsh with sudo");
        }
    }
}
