// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.PermissionDenied;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is where in a process's memory: functions of its program and libraries, of the kernel's vdso, and methods that a
 * Java virtual machine compiled. It is looked at when this is made, and can be asked when the process has ended.
 *
 * <pre>{@code ProcessSymbols.of(pid()).frames(stack)}</pre>
 */
public final class ProcessSymbols {
    private static final int START_TIME = 20;
    private static final String CUT_SHORT =
            "a JVM runs without -XX:+PreserveFramePointer: its Java stacks are cut short";

    private final int pid;
    private final String identity;
    private final MappedFiles files;
    private final Set<String> hints = new LinkedHashSet<>();
    private List<MemoryMapping> mappings;
    private Optional<PerfMap> compiled = Optional.empty();
    private boolean asked;

    private ProcessSymbols(int pid, MappedFiles files) throws IOException {
        this.pid = pid;
        this.files = files;
        this.identity = identity(pid);
        this.mappings = MemoryMapping.of(pid);
    }

    /**
     * Looks at a process.
     *
     * @throws BpfException if it is gone
     * @throws PermissionDenied if this process may not look into it
     */
    public static ProcessSymbols of(long pid) {
        try {
            return open((int) pid, new MappedFiles());
        } catch (IOException unseen) {
            throw Processes.unseen(pid, unseen);
        }
    }

    static ProcessSymbols open(int pid, MappedFiles files) throws IOException {
        return new ProcessSymbols(pid, files);
    }

    // A number may be given to another process, and a process may become another program. proc_pid_stat(5); the name,
    // in
    // parentheses, may hold anything.
    private static String identity(int pid) throws IOException {
        var process = Path.of("/proc", Integer.toString(pid));
        var stat = new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
        var fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ");
        var exe = process.resolve("exe");
        return fields[START_TIME] + (Files.isSymbolicLink(exe) ? " " + Files.readSymbolicLink(exe) : "");
    }

    private boolean alive() {
        try {
            return identity(pid).equals(identity);
        } catch (IOException ended) {
            return false;
        }
    }

    /**
     * Looks again: libraries may have come, and methods been compiled. What is known stays known where the process has
     * ended.
     */
    public synchronized void refresh() {
        if (!alive()) {
            return;
        }
        try {
            mappings = MemoryMapping.of(pid);
            asked = false;
        } catch (IOException ended) {
            return;
        }
    }

    /** What is at an address. */
    public synchronized Frame frame(long address) {
        int low = 0;
        int high = mappings.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(mappings.get(middle).start(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 || !mappings.get(low - 1).contains(address)
                ? Frame.unknown("", address)
                : in(mappings.get(low - 1), address);
    }

    private Frame in(MemoryMapping mapping, long address) {
        var frame = files.at(pid, mapping, address);
        if (frame.isEmpty() && mapping.executable() && !mapping.isFile()) {
            frame = compiled().flatMap(map -> map.at(address));
        }
        return frame.orElseGet(() -> mapping.isFile()
                ? Frame.unknown(mapping.fileName(), address - mapping.start() + mapping.offset())
                : Frame.unknown("", address));
    }

    /**
     * A stack in words.
     *
     * @param stack addresses, the innermost first: where it was, and where it will return to
     */
    public List<Frame> frames(List<Long> stack) {
        var frames = new ArrayList<Frame>();
        for (long address : stack) {
            // A call may be the last instruction of its function, and then returns into the next.
            frames.add(frame(frames.isEmpty() ? address : address - 1));
        }
        return frames;
    }

    /** What is to be known about the names that were given so far, such as why there are none of Java methods. */
    public synchronized List<String> hints() {
        return List.copyOf(hints);
    }

    private Optional<PerfMap> compiled() {
        if (!asked) {
            asked = true;
            compiled = isJava() ? ofJava().or(() -> compiled) : ofOthers();
        }
        return compiled;
    }

    private boolean isJava() {
        return mappings.stream().anyMatch(HotSpot::isLibrary);
    }

    private Optional<PerfMap> ofJava() {
        try {
            var machine = HotSpot.of(pid);
            if (!machine.keepsFramePointers()) {
                hints.add(CUT_SHORT);
            }
            return Optional.of(machine.compiled());
        } catch (IOException silent) {
            hints.add("a JVM does not name its methods: " + (alive() ? silent.getMessage() : "it has ended"));
            return Optional.empty();
        }
    }

    // Others, such as node --perf-basic-prof, write the file by themselves.
    private Optional<PerfMap> ofOthers() {
        try {
            var status = ProcessStatus.of(pid);
            var file = Path.of("/proc", Integer.toString(pid), "root", "tmp", "perf-" + status.innermostPid() + ".map");
            return PerfMap.read(file, status.uid());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
