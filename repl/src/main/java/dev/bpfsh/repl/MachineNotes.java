// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.attach.AttachFeatures;
import dev.bpfsh.cache.Digest;
import dev.bpfsh.cache.FileCache;
import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.kernel.Feature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an earlier session has found out about this machine, for the banner: to ask takes longer than a prompt may. It
 * holds until the next boot, for a user with the same rights.
 *
 * @param libbpf its version
 * @param lacks the kinds of hooks that the kernel does not have, or refuses
 */
record MachineNotes(String libbpf, List<String> lacks) {
    /** A session that is over sooner does not ask. */
    private static final Duration REST = Duration.ofSeconds(3);

    private static final String KIND = "machine";

    /** What is known so far. */
    static Optional<MachineNotes> known(Map<String, String> environment) {
        try {
            return FileCache.of(environment, KIND)
                    .find(key())
                    .map(bytes ->
                            new String(bytes, StandardCharsets.UTF_8).lines().toList())
                    .filter(lines -> !lines.isEmpty())
                    .map(lines -> new MachineNotes(lines.get(0), lines.subList(1, lines.size())));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Finds out and keeps it for the next session, once this one has stood for a while. */
    static void take(Map<String, String> environment, String libbpf) throws InterruptedException {
        var known = known(environment);
        if (known.filter(notes -> notes.libbpf().equals(libbpf)).isPresent()
                || !Capabilities.current().effective().contains("CAP_BPF")) {
            return;
        }
        Thread.sleep(REST.toMillis());
        var lacks = AttachFeatures.all().stream()
                .filter(feature -> feature.state() != Feature.State.OK)
                .map(Feature::name);
        var text = Stream.concat(Stream.of(libbpf), lacks).collect(Collectors.joining("\n"));
        try {
            FileCache.of(environment, KIND).keep(key(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unusable) {
            // The next session asks again.
            return;
        }
    }

    private static String key() throws IOException {
        return Digest.hex(List.of(
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")),
                Capabilities.current().toString(),
                Versions.bpfsh()));
    }
}
