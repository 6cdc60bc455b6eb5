// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.kernel.TraceLine;
import dev.bpfsh.kernel.TracePipe;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** What BPF programs print, shown in the background; no import is needed. */
public final class TraceCalls {
    private static final int OFFERED = 3;

    private static TraceTail tail;

    private TraceCalls() {}

    /**
     * Shows what BPF programs print ({@code bpf_printk}), in the background, until it is closed. The pipe is one for
     * the whole machine: lines of other people's programs come too.
     *
     * <pre>{@code trace()}</pre>
     *
     * @throws BpfException if trace_pipe cannot be read here; the message says why and what to do
     */
    public static TraceTail trace() {
        return tail("all programs of this machine", line -> true);
    }

    /**
     * As {@link #trace()}; with {@code --json} each line is an object with {@code comm}, {@code pid} (the thread's),
     * {@code cpu}, {@code time} (seconds since boot) and {@code message}.
     *
     * <pre>{@code trace(options)}</pre>
     */
    public static TraceTail trace(Options options) {
        var tail = trace();
        if (options.json()) {
            tail.showJson();
        }
        return tail;
    }

    /**
     * As {@link #trace()}, lines of one program only: those that one of its formats can have made.
     *
     * <pre>{@code
     * minimal.attach()
     * trace("handle_tp")
     * }</pre>
     *
     * @throws BpfException if no loaded object has a program of that name
     */
    public static TraceTail trace(String program) {
        var formats = loaded(program).formats();
        if (formats.isEmpty()) {
            throw new BpfException(
                            "trace",
                            program,
                            "it prints nothing with a constant format",
                            null,
                            List.of(),
                            "trace() shows all")
                    .about(Topic.EVENTS);
        }
        var matches = Formats.matching(formats);
        return tail("program " + program, line -> matches.test(line.message()));
    }

    /**
     * As {@link #trace()}, lines of one process only.
     *
     * <pre>{@code trace(pid())}</pre>
     */
    public static TraceTail trace(int pid) {
        var threads = Path.of("/proc", Integer.toString(pid), "task");
        return tail("process " + pid, line -> Files.exists(threads.resolve(Integer.toString(line.tid()))));
    }

    // The kernel lets one read the pipe at a time, older ones share the lines out: so there is one tail, and a later
    // call changes its filter.
    private static synchronized TraceTail tail(String what, Predicate<TraceLine> wanted) {
        if (tail == null || tail.closed()) {
            var fresh = new TraceTail(TracePipe.open());
            fresh.show(what, wanted);
            fresh.start();
            tail = Session.current().own(fresh);
        } else {
            tail.show(what, wanted);
        }
        return tail;
    }

    private static BpfProgram loaded(String name) {
        var programs = Session.current().alive().stream()
                .filter(BpfObject.class::isInstance)
                .map(BpfObject.class::cast)
                .filter(object -> object.state() == BpfObject.State.LOADED)
                .flatMap(object -> object.programs().values().stream())
                .toList();
        return programs.stream()
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var near = Near.matches(
                            name, programs.stream().map(BpfProgram::name).toList(), OFFERED);
                    return new BpfException(
                                    "find",
                                    name,
                                    "no loaded program has this name",
                                    null,
                                    List.of(),
                                    near.isEmpty()
                                            ? "load() its object first"
                                            : "did you mean " + String.join(", ", near) + "?")
                            .about(Topic.EVENTS);
                });
    }
}
