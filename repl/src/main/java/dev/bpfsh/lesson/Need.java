// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.compile.ToolFeatures;
import dev.bpfsh.host.Prelude;
import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.FileSystemFeatures;
import dev.bpfsh.kernel.KernelFeatures;
import dev.bpfsh.kernel.RightFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Something that a lesson cannot do without.
 *
 * @param words as the lesson says it: {@code root (or CAP_BPF and CAP_PERFMON)}
 * @param features what it is, by names of {@link Prelude#features}
 */
public record Need(String words, List<String> features) {
    private static final List<String> ROOT = List.of("CAP_BPF", "CAP_PERFMON");

    /** Reads what stands between two commas. */
    static Need of(String words) {
        // What stands in parentheses says root more exactly.
        var main = words.replaceFirst("\\(.*", "").strip();
        var features = main.equals("root") ? ROOT : List.of(main.split(" and "));
        return new Need(words, features.stream().map(String::strip).toList());
    }

    /**
     * What this machine lacks of what lessons need: a line for each, with what to do about it. It takes some time if it is
     * about hooks and types, which have to be tried.
     */
    static List<String> lacking(List<Need> needs) {
        if (needs.isEmpty()) {
            return List.of();
        }
        var features = features(needs);
        var lines = new ArrayList<String>();
        for (var need : needs) {
            need.features().stream()
                    .flatMap(name -> features.stream().filter(feature -> is(feature, name)))
                    .filter(feature -> feature.state() != Feature.State.OK)
                    .map(Need::line)
                    .filter(line -> !lines.contains(line))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** As many of the machine's features as it takes to know all that are named; types and hooks take longest. */
    private static List<Feature> features(List<Need> needs) {
        var known = new ArrayList<Feature>();
        for (var some : List.<Supplier<List<Feature>>>of(
                RightFeatures::all, FileSystemFeatures::all, KernelFeatures::all, ToolFeatures::all)) {
            known.addAll(some.get());
            boolean all = needs.stream()
                    .flatMap(need -> need.features().stream())
                    .allMatch(name -> known.stream().anyMatch(feature -> is(feature, name)));
            if (all) {
                return known;
            }
        }
        return Prelude.features();
    }

    /** Whether a feature is called so. */
    static boolean is(Feature feature, String name) {
        var sought = name.toLowerCase(Locale.ROOT);
        return Stream.of(feature.name().toLowerCase(Locale.ROOT).split(", ")).anyMatch(sought::equals);
    }

    private static String line(Feature feature) {
        return feature.name() + ": " + feature.found() + (feature.advice().isEmpty() ? "" : "; " + feature.advice());
    }
}
