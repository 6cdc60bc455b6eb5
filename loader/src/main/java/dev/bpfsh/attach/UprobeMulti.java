// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Many functions of one program or library by one link: {@code SEC("uprobe.multi/BINARY:PATTERN")},
 * {@code SEC("uretprobe.multi/...")}, since Linux v6.6; {@code SEC("uprobe.session/...")} since v6.13.
 *
 * @param binary a path, or a name such as {@code libc.so.6}
 * @param functions names, or patterns with {@code *} and {@code ?}
 * @param mode which end of the functions
 * @param pid the process; {@link ProbeAttach#ANY_PROCESS} for all
 * @param cookies one for each function, in their order; empty for none
 */
public record UprobeMulti(String binary, List<String> functions, ProbeMode mode, int pid, List<Long> cookies)
        implements Hook {
    private static final int RETURN = 1;

    /** Keeps copies. */
    public UprobeMulti {
        functions = List.copyOf(functions);
        cookies = List.copyOf(cookies);
        if (!cookies.isEmpty() && cookies.size() != functions.size()) {
            throw new IllegalArgumentException(
                    cookies.size() + " cookies for " + functions.size() + " functions: give one for each");
        }
    }

    /** The same in one process only. */
    public UprobeMulti pid(long pid) {
        return new UprobeMulti(binary, functions, mode, Candidates.pid(pid), cookies);
    }

    /** The same with a cookie for each function; there must be no pattern among them. */
    public UprobeMulti cookies(long... cookies) {
        return new UprobeMulti(
                binary, functions, mode, pid, Arrays.stream(cookies).boxed().toList());
    }

    /** {@code BPF_LINK_CREATE} with {@code BPF_TRACE_UPROBE_MULTI} or {@code BPF_TRACE_UPROBE_SESSION}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        var file = new Binary(binary);
        var type = AttachTypes.number(mode == ProbeMode.SESSION ? "trace_uprobe_session" : "trace_uprobe_multi");
        var values = cookies.stream().mapToLong(Long::longValue).toArray();
        var multi = new LinkCreate.Multi(List.of(), offsets(file), values, mode == ProbeMode.RETURN ? RETURN : 0);
        return new LinkCreate(0, type, 0).uprobes(program, file.path(), Math.max(pid, 0), multi);
    }

    private long[] offsets(Binary file) throws ErrnoException {
        var places = file.functions();
        var offsets = new ArrayList<Long>();
        for (var function : functions) {
            var found = new Glob(function).among(places.keySet());
            if (found.isEmpty()) {
                throw ErrnoException.of("find " + function + " in " + binary, Errno.ENOENT);
            }
            found.forEach(name -> offsets.add(places.get(name)));
        }
        // Two names of one function are one place, which the kernel takes once only; with cookies each name counts.
        var distinct = offsets.stream().mapToLong(Long::longValue);
        return cookies.isEmpty() ? distinct.distinct().toArray() : distinct.toArray();
    }

    @Override
    public List<String> nearMatches() {
        var file = new Binary(binary);
        return functions.stream()
                .filter(function -> file.absence(function).isPresent())
                .findFirst()
                .map(file::nearFunctions)
                .orElse(List.of());
    }

    @Override
    public Optional<String> lack() {
        return ProbeSupport.UPROBE.lack();
    }

    @Override
    public Optional<String> absence() {
        var file = new Binary(binary);
        return functions.stream()
                .flatMap(function -> file.absence(function).stream())
                .findFirst()
                .or(() -> Candidates.noProcess(pid));
    }

    @Override
    public Topic topic() {
        return Topic.USER_SPACE;
    }

    @Override
    public String toString() {
        return mode.sectionName("uprobe", "uretprobe") + binary + ":" + String.join(",", functions)
                + (pid == ProbeAttach.ANY_PROCESS ? "" : " of process " + pid);
    }
}
