// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.kernel.KernelFunctions;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Many functions of the kernel by one link, {@code SEC("kprobe.multi/PATTERN")}, {@code SEC("kretprobe.multi/PATTERN")};
 * since Linux v5.18, where ftrace can reach the functions. A session, {@code SEC("kprobe.session/PATTERN")}, runs one
 * program at entry and return; since v6.10.
 *
 * @param functions names, or patterns with {@code *} and {@code ?}
 * @param mode which end of the functions
 * @param cookies one for each function, in their order; empty for none
 */
public record KprobeMulti(List<String> functions, ProbeMode mode, List<Long> cookies) implements Hook {
    private static final int RETURN = 1;

    /** Keeps copies. */
    public KprobeMulti {
        functions = List.copyOf(functions);
        cookies = List.copyOf(cookies);
        if (!cookies.isEmpty() && cookies.size() != functions.size()) {
            throw new IllegalArgumentException(
                    cookies.size() + " cookies for " + functions.size() + " functions: give one for each");
        }
    }

    /** The same with a cookie for each function; there must be no pattern among them. */
    public KprobeMulti cookies(long... cookies) {
        return new KprobeMulti(functions, mode, Arrays.stream(cookies).boxed().toList());
    }

    /** {@code BPF_LINK_CREATE} with {@code BPF_TRACE_KPROBE_MULTI} or {@code BPF_TRACE_KPROBE_SESSION}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        var found = found();
        if (found.isEmpty()) {
            throw ErrnoException.of("kprobe_multi", Errno.ENOENT);
        }
        var type = AttachTypes.number(mode == ProbeMode.SESSION ? "trace_kprobe_session" : "trace_kprobe_multi");
        var values = cookies.stream().mapToLong(Long::longValue).toArray();
        return new LinkCreate(0, type, 0)
                .kprobes(
                        program,
                        new LinkCreate.Multi(found, new long[0], values, mode == ProbeMode.RETURN ? RETURN : 0));
    }

    private List<String> found() {
        if (functions.stream().noneMatch(name -> new Glob(name).isPattern())) {
            return functions;
        }
        var known = KernelFunctions.traceable();
        return functions.stream()
                .flatMap(name -> new Glob(name).among(known).stream())
                .distinct()
                .toList();
    }

    @Override
    public List<String> nearMatches() {
        return missing().map(Candidates::nearFunctions).orElse(List.of());
    }

    private Optional<String> missing() {
        var known = KernelFunctions.all();
        return functions.stream()
                .filter(name -> new Glob(name).among(known).isEmpty())
                .findFirst();
    }

    @Override
    public Optional<String> lack() {
        return ProbeSupport.KPROBE.lack();
    }

    @Override
    public Optional<String> absence() {
        return missing().flatMap(Candidates::noFunction);
    }

    @Override
    public String toString() {
        return mode.sectionName("kprobe", "kretprobe") + String.join(",", functions);
    }
}
