// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Whether the kernel was built with a kind of dynamic probe, which libbpf answers with a bare ENOENT. */
enum ProbeSupport {
    KPROBE("kprobes", "CONFIG_KPROBE_EVENTS"),
    UPROBE("uprobes", "CONFIG_UPROBE_EVENTS");

    private final String what;
    private final String option;

    ProbeSupport(String what, String option) {
        this.what = what;
        this.option = option;
    }

    /** What the kernel is built with that has them. */
    String option() {
        return option;
    }

    /** That it was not; empty where it was. */
    Optional<String> lack() {
        var devices = Path.of("/sys/bus/event_source/devices");
        return !Files.isDirectory(devices) || Files.exists(devices.resolve(name().toLowerCase(Locale.ROOT)))
                ? Optional.empty()
                : Optional.of("this kernel has no " + what + " (" + option + ")");
    }
}
