// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.LoadTarget;
import dev.bpfsh.libbpf.ProbeAttach;
import java.util.List;
import java.util.Optional;

/**
 * What the name of a program's section, {@code SEC("...")}, says about where it attaches. Source: libbpf's table of
 * section definitions ({@code docs.kernel.org/bpf/libbpf/program_types.html}), the newest one whatever libbpf is here.
 *
 * @param name the whole name, such as {@code tp/syscalls/sys_enter_write}
 */
public record Section(String name) {
    private String prefix() {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** What follows the first slash. */
    private String place() {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(slash + 1);
    }

    /** Whether attaching needs no further word. */
    public boolean attachesByItself() {
        return hook().isPresent();
    }

    /** The hook that is named; empty where the name says only what kind of program it is. */
    public Optional<Hook> hook() {
        return place().isEmpty() ? Optional.empty() : hook(place());
    }

    private Optional<Hook> hook(String place) {
        return switch (prefix()) {
            case "tp", "tracepoint" -> tracepoint(place);
            case "raw_tp", "raw_tracepoint", "raw_tp.w", "raw_tracepoint.w" -> Optional.of(new RawTracepoint(place, 0));
            case "kprobe" -> kprobe(place, false);
            case "kretprobe" -> kprobe(place, true);
            case "kprobe.multi" -> Optional.of(Hooks.kprobeMulti(place));
            case "kretprobe.multi" -> Optional.of(Hooks.kretprobeMulti(place));
            case "kprobe.session" -> Optional.of(Hooks.kprobeSession(place));
            case "ksyscall" -> Optional.of(Hooks.ksyscall(place));
            case "kretsyscall" -> Optional.of(Hooks.kretsyscall(place));
            case "uprobe", "uprobe.s" -> uprobe(place, false);
            case "uretprobe", "uretprobe.s" -> uprobe(place, true);
            case "uprobe.multi", "uprobe.multi.s" -> uprobeMulti(place, ProbeMode.ENTRY);
            case "uretprobe.multi", "uretprobe.multi.s" -> uprobeMulti(place, ProbeMode.RETURN);
            case "uprobe.session", "uprobe.session.s" -> uprobeMulti(place, ProbeMode.SESSION);
            case "usdt", "usdt.s" -> usdt(place);
            case "iter", "iter.s" -> Optional.of(Hooks.iter());
            // The other program is not in the name.
            case "freplace" -> Optional.empty();
            default -> target(place);
        };
    }

    /** The function that is chosen before the load: by the section's name, or as it says there. */
    public Optional<Hook> target(String function) {
        return switch (prefix()) {
            case "tp_btf" -> Optional.of(Hooks.tpBtf(function));
            case "fentry", "fentry.s" -> Optional.of(Hooks.fentry(function));
            case "fexit", "fexit.s" -> Optional.of(Hooks.fexit(function));
            case "fmod_ret", "fmod_ret.s" -> Optional.of(Hooks.fmodRet(function));
            case "lsm", "lsm.s" -> Optional.of(Hooks.lsm(function));
            case "freplace" -> Optional.of(Hooks.freplace(function));
            default -> Optional.empty();
        };
    }

    private static Optional<Hook> tracepoint(String place) {
        int slash = place.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(new Tracepoint(place.substring(0, slash), place.substring(slash + 1)));
    }

    /** A function, and behind a plus sign an offset in it. */
    private record Offset(String function, long bytes) {
        static Offset parse(String text) {
            int plus = text.lastIndexOf('+');
            try {
                return plus < 0
                        ? new Offset(text, 0)
                        : new Offset(text.substring(0, plus), Long.decode(text.substring(plus + 1)));
            } catch (NumberFormatException notAnOffset) {
                return new Offset(text, 0);
            }
        }
    }

    private static Optional<Hook> kprobe(String place, boolean returns) {
        var offset = Offset.parse(place);
        return Optional.of(new Kprobe(offset.function, offset.bytes, returns, 0));
    }

    private static Optional<Hook> uprobe(String place, boolean returns) {
        int colon = place.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var binary = place.substring(0, colon);
        var text = place.substring(colon + 1);
        // A number alone is an offset in the file.
        var offset = Offset.parse(text.matches("0x[0-9a-fA-F]+|[0-9]+") ? "+" + text : text);
        return Optional.of(new Uprobe(binary, offset.function, offset.bytes, ProbeAttach.ANY_PROCESS, returns, 0));
    }

    private static Optional<Hook> uprobeMulti(String place, ProbeMode mode) {
        int colon = place.lastIndexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new UprobeMulti(
                        place.substring(0, colon),
                        List.of(place.substring(colon + 1)),
                        mode,
                        ProbeAttach.ANY_PROCESS,
                        List.of()));
    }

    private static Optional<Hook> usdt(String place) {
        int last = place.lastIndexOf(':');
        int first = place.lastIndexOf(':', last - 1);
        return first < 0
                ? Optional.empty()
                : Optional.of(Hooks.usdt(
                        place.substring(0, first), place.substring(first + 1, last), place.substring(last + 1)));
    }

    /**
     * What a program is whose section came into libbpf after 1.0: with an older one it would have no type, and not be
     * loaded.
     */
    public Optional<LoadTarget.Kind> newerKind() {
        return NewerSections.kind(name, prefix());
    }
}
