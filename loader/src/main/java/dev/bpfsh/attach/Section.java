// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import java.util.Optional;
import java.util.Set;

/**
 * What the name of a program's section, {@code SEC("...")}, says about where it attaches. Source: libbpf's table of
 * section definitions ({@code docs.kernel.org/bpf/libbpf/program_types.html}).
 *
 * @param name the whole name, such as {@code tp/syscalls/sys_enter_write}
 */
public record Section(String name) {
    // Those for which libbpf can attach from the name alone, once something follows the prefix.
    private static final Set<String> SELF_ATTACHING = Set.of(
            "tp",
            "tracepoint",
            "raw_tp",
            "raw_tracepoint",
            "raw_tp.w",
            "raw_tracepoint.w",
            "tp_btf",
            "kprobe",
            "kretprobe",
            "kprobe.multi",
            "kretprobe.multi",
            "ksyscall",
            "kretsyscall",
            "fentry",
            "fexit",
            "fmod_ret",
            "fentry.s",
            "fexit.s",
            "fmod_ret.s",
            "lsm",
            "lsm.s",
            "iter",
            "iter.s");
    // Those that need a binary and a place in it: uprobe/BINARY:FUNCTION.
    private static final Set<String> SELF_ATTACHING_IN_BINARY =
            Set.of("uprobe", "uretprobe", "uprobe.s", "uretprobe.s", "usdt");

    /** Whether {@code bpf_program__attach} needs no further word. */
    public boolean attachesByItself() {
        int slash = name.indexOf('/');
        if (slash < 0 || slash == name.length() - 1) {
            return false;
        }
        var prefix = name.substring(0, slash);
        return SELF_ATTACHING.contains(prefix)
                || SELF_ATTACHING_IN_BINARY.contains(prefix) && name.indexOf(':', slash) > 0;
    }

    /** The hook that is named, where it is of a kind that has a class here. */
    public Optional<Hook> hook() {
        var parts = name.split("/", 3);
        return parts.length == 3 && (parts[0].equals("tp") || parts[0].equals("tracepoint"))
                ? Optional.of(new Tracepoint(parts[1], parts[2]))
                : Optional.empty();
    }
}
