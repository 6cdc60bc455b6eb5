// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.attach.AttachFeatures;
import dev.bpfsh.compile.Packages;
import dev.bpfsh.compile.ToolFeatures;
import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.FileSystemFeatures;
import dev.bpfsh.kernel.KernelFeatures;
import dev.bpfsh.kernel.RightFeatures;
import dev.bpfsh.kernel.TypeFeatures;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything that bpfsh stands on, from the kernel to the JDK. */
final class Features {
    private static final String JAVA = "java";
    /** Without these nobody can be asked about types and hooks. */
    private static final Set<String> TO_ASK = Set.of("bpf(2)", "libbpf", "CAP_BPF", "CAP_PERFMON", "user namespace");

    private Features() {}

    static List<Feature> all() {
        var features = new ArrayList<Feature>();
        features.addAll(KernelFeatures.all());
        features.addAll(RightFeatures.all());
        features.addAll(FileSystemFeatures.all());
        features.addAll(ToolFeatures.all());
        features.add(Feature.ok(
                JAVA,
                "JDK",
                Runtime.version().feature() + " (" + Runtime.version() + "), " + System.getProperty("java.home")));
        features.add(module("jdk.jshell", "the prompt and scripts"));
        features.add(module("jdk.compiler", "the prompt and scripts"));
        var inTheWay = features.stream()
                .filter(feature -> feature.state() == Feature.State.MISSING && TO_ASK.contains(feature.name()))
                .map(Feature::name)
                .toList();
        if (inTheWay.isEmpty()) {
            features.addAll(TypeFeatures.programs());
            features.addAll(TypeFeatures.maps());
            features.addAll(AttachFeatures.all());
        } else {
            features.add(Feature.warning(
                    "attach",
                    "types of programs, maps and hooks",
                    "cannot be asked for without " + String.join(", ", inTheWay),
                    ""));
        }
        return features;
    }

    private static Feature module(String name, String purpose) {
        return ModuleFinder.ofSystem().find(name).isPresent()
                ? Feature.ok(JAVA, name, "there")
                : Feature.missing(JAVA, name, "this is a JRE without it; needed for " + purpose, Packages.JDK.hint());
    }
}
