// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A probe that a program or library was built with, {@code SEC("usdt/BINARY:PROVIDER:NAME")}; the program reads its
 * arguments with {@code bpf_usdt_arg()} of {@code bpf/usdt.bpf.h}. {@link #list} says which there are.
 *
 * @param binary a path, or a name such as {@code libjvm.so}
 * @param provider such as {@code hotspot}
 * @param name such as {@code gc__begin}
 * @param pid the process; {@link ProbeAttach#ANY_PROCESS} for all
 * @param cookie for {@code bpf_usdt_cookie()}; 0 for none
 */
public record Usdt(String binary, String provider, String name, int pid, long cookie) implements Hook {
    /** The same in one process only. */
    public Usdt pid(long pid) {
        return new Usdt(binary, provider, name, Candidates.pid(pid), cookie);
    }

    /** The same with a cookie. */
    public Usdt cookie(long cookie) {
        return new Usdt(binary, provider, name, pid, cookie);
    }

    /**
     * The probes of a program or library, in the order of their names; none where it was built without.
     *
     * @param binary a path, or a name such as {@code libc.so.6}
     * @throws BpfException if it cannot be read
     */
    public static List<UsdtProbe> list(String binary) {
        try {
            return UsdtProbe.of(Executable.open(Executable.find(binary)));
        } catch (IOException unreadable) {
            var near = new Binary(binary).near();
            throw new BpfException(
                            "list probes of",
                            binary,
                            unreadable.getMessage(),
                            null,
                            List.of(),
                            near.isEmpty() ? null : "did you mean " + String.join(", ", near) + "?")
                    .about(Topic.USER_SPACE);
        }
    }

    /** {@code bpf_program__attach_usdt}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).usdt(new Binary(binary).path(), provider, name, pid, cookie);
    }

    private List<String> known() {
        try {
            return list(binary).stream()
                    .map(probe -> probe.provider() + ":" + probe.name())
                    .toList();
        } catch (BpfException unreadable) {
            return List.of();
        }
    }

    // Where CAP_PERFMON is not enough for perf_event_open(2), as on Linux 6.18, CAP_SYS_ADMIN is.
    @Override
    public List<String> capabilities() {
        return List.of("CAP_BPF", "CAP_PERFMON", "CAP_SYS_ADMIN");
    }

    @Override
    public List<String> nearMatches() {
        var file = new Binary(binary);
        if (file.absence().isPresent()) {
            return file.near();
        }
        var known = known();
        if (known.contains(provider + ":" + name)) {
            return List.of();
        }
        var near = Candidates.near(provider + ":" + name, known);
        return near.isEmpty() ? Candidates.near(name, known) : near;
    }

    @Override
    public Optional<String> lack() {
        return ProbeSupport.UPROBE.lack();
    }

    @Override
    public Optional<String> absence() {
        return new Binary(binary)
                .absence()
                .or(() -> {
                    var known = known();
                    return known.contains(provider + ":" + name)
                            ? Optional.empty()
                            : Optional.of(binary
                                    + (known.isEmpty()
                                            ? " has no USDT probes"
                                            : " has no probe " + provider + ":" + name));
                })
                .or(() -> Candidates.noProcess(pid));
    }

    @Override
    public Topic topic() {
        return Topic.USER_SPACE;
    }

    @Override
    public String toString() {
        return "usdt/" + binary + ":" + provider + ":" + name
                + (pid == ProbeAttach.ANY_PROCESS ? "" : " of process " + pid);
    }
}
