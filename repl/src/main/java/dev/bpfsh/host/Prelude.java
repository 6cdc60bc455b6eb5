// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.KernelBtf;
import dev.bpfsh.btf.TypeText;
import dev.bpfsh.compile.BpfCompiler;
import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.kernel.Links;
import dev.bpfsh.kernel.Maps;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.kernel.Programs;
import dev.bpfsh.kernel.TraceLine;
import dev.bpfsh.kernel.TracePipe;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Session;
import dev.bpfsh.loader.SkeletonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What can be called at the prompt and in scripts without any import. */
public final class Prelude {
    private static final int OFFERED = 3;

    private static TraceTail tail;

    private Prelude() {}

    /**
     * Opens a BPF object: a file, or the object of a bundled script by its name. Nothing goes into the kernel. A file
     * that ends in {@code .c} is compiled first, as by {@link #compile(Path)}; so is the source of an object of that
     * name, if it has changed since the object was built.
     *
     * <pre>{@code var minimal = open("minimal")}</pre>
     *
     * @throws dev.bpfsh.loader.OpenFailed if there is no such object, or the file is none
     */
    public static BpfObject open(String nameOrFile) {
        return opened(ObjectFiles.find(nameOrFile));
    }

    /** As {@link #open(String)}. */
    public static BpfObject open(Path file) {
        return opened(ObjectFiles.asAsked(file));
    }

    private static BpfObject opened(Path file) {
        return file.toString().endsWith(".c") ? compile(file) : BpfObject.open(file);
    }

    /**
     * Compiles a BPF program with the clang of this machine, or takes what was compiled before, and opens the object.
     * Warnings go to standard error.
     *
     * <pre>{@code var mine = compile(Path.of("mine.bpf.c"))}</pre>
     *
     * @throws dev.bpfsh.compile.CompileFailed with the places of the errors, or with what is missing here
     */
    public static BpfObject compile(Path source) {
        return Compiling.open(BpfCompiler.system().compile(source));
    }

    /**
     * As {@link #compile(Path)}, from the text itself, whose headers are sought from the current folder. A word that
     * ends in {@code .c} is the name of a file.
     *
     * <pre>{@code var mine = compile("int x; ...")}</pre>
     */
    public static BpfObject compile(String source) {
        return source.matches("[^\\n;{]+\\.c")
                ? compile(Path.of(source))
                : Compiling.open(BpfCompiler.system().compile(source));
    }

    /**
     * Opens an object as a class of its own, in which each program, map, link and global is a member with a type: Tab
     * knows them. The class is named after the object, {@code MinimalBpf}, and can be used by this name afterwards.
     *
     * <pre>{@code
     * var minimal = skeleton("minimal")
     * minimal.bss().my_pid(pid())
     * }</pre>
     *
     * <p>In a script the line {@code //SKELETON minimal} declares the class too: {@code MinimalBpf.open()}.
     *
     * @param nameOrFile as {@link #open(String)} takes it, written out between quotes: the class depends on it
     */
    public static SkeletonObject skeleton(String nameOrFile) {
        throw new BpfException(
                "skeleton",
                nameOrFile,
                "the name must stand between quotes, because the class is made before this runs",
                null,
                List.of(),
                "skeleton(\"" + nameOrFile + "\"), or open(...) where the name is not known in advance");
    }

    /**
     * The id of this process, as BPF programs see it outside of pid namespaces.
     *
     * <pre>{@code minimal.bss().set("my_pid", pid())}</pre>
     */
    public static int pid() {
        return (int) ProcessHandle.current().pid();
    }

    /**
     * The id of the thread that calls this: outside of pid namespaces, what trace_pipe shows after the task's name.
     *
     * <pre>{@code tid() == pid()}</pre>
     */
    public static int tid() {
        return Libc.gettid();
    }

    /**
     * The types of the running kernel.
     *
     * <pre>{@code btf().find("task_struct")}</pre>
     *
     * @throws BpfException if this kernel has no BTF
     */
    public static Btf btf() {
        return KernelBtf.vmlinux();
    }

    /**
     * A type of the running kernel: the layout of a struct, C for any other.
     *
     * <pre>{@code btf("task_struct")}</pre>
     *
     * @throws BpfException if there is none of that name, with names that are near
     */
    public static TypeText btf(String type) {
        return btf(btf(), type);
    }

    /**
     * As {@link #btf(String)}, among other types.
     *
     * <pre>{@code btf(minimal.btf(), "event")}</pre>
     */
    public static TypeText btf(Btf types, String type) {
        return TypeText.of(types, type);
    }

    /**
     * All programs that are loaded in this kernel, by whomever.
     *
     * <pre>{@code progs().stream().filter(program -> program.uid() != 0).toList()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<ProgramInfo> progs() {
        return Programs.all();
    }

    /**
     * All maps in this kernel; {@code BpfMap.open(id)} opens one.
     *
     * <pre>{@code maps().stream().mapToLong(MapInfo::maxEntries).sum()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<MapInfo> maps() {
        return Maps.all();
    }

    /**
     * All links in this kernel: which program is at which hook.
     *
     * <pre>{@code links().stream().filter(link -> link.type().equals("xdp")).toList()}</pre>
     *
     * @throws BpfException if this process may not list them
     */
    public static List<LinkInfo> links() {
        return Links.all();
    }

    /**
     * What this machine has of what BPF and bpfsh stand on, and what to do about what it lacks: kernel, rights, file
     * systems, tools, the JDK, types of programs and maps, kinds of hooks. It asks by trying, and leaves nothing behind.
     *
     * <pre>{@code features().stream().filter(feature -> !feature.advice().isEmpty()).toList()}</pre>
     */
    public static List<Feature> features() {
        return Features.all();
    }

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
     * <pre>{@code trace("handle_tp")}</pre>
     *
     * @throws BpfException if no loaded object has a program of that name
     */
    public static TraceTail trace(String program) {
        var formats = loaded(program).formats();
        if (formats.isEmpty()) {
            throw new BpfException(
                    "trace", program, "it prints nothing with a constant format", null, List.of(), "trace() shows all");
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
                                    : "did you mean " + String.join(", ", near) + "?");
                });
    }

    /**
     * Does nothing for a while. Ctrl-C ends it.
     *
     * <pre>{@code sleep(seconds(5))}</pre>
     */
    public static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    /**
     * Does nothing until Ctrl-C: the end of a script that works in the background.
     *
     * <pre>{@code sleep()}</pre>
     */
    public static void sleep() throws InterruptedException {
        sleep(Duration.ofMillis(Long.MAX_VALUE));
    }

    /**
     * So many seconds, for {@link #sleep(Duration)} and {@link #every}.
     *
     * <pre>{@code sleep(seconds(5))}</pre>
     */
    public static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /**
     * So many milliseconds, for {@link #sleep(Duration)} and {@link #every}.
     *
     * <pre>{@code every(millis(100), () -> table.row(time(), total.getLong()))}</pre>
     */
    public static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /**
     * Runs something at once and then in each period, in the background, until it is closed or throws.
     *
     * <pre>{@code every(seconds(1), () -> System.err.print("."))}</pre>
     *
     * @throws IllegalArgumentException if the period is not positive
     */
    public static Timer every(Duration period, Runnable task) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("every " + period + ": the period must be positive");
        }
        return Session.current().own(new Timer(period, task));
    }

    /**
     * Runs something when bpfsh ends or the session is reset: at the end of a script, after an error, at Ctrl-C. What
     * was opened after this call is closed before it.
     *
     * <pre>{@code onExit(() -> System.err.println(count + " packets"))}</pre>
     */
    public static void onExit(Runnable task) {
        Session.current().own(new AtExit(task));
    }

    /**
     * At the end says on standard error how many events were lost, if any were.
     *
     * <pre>{@code tellLost(() -> bootstrap.global("dropped").getLong())}</pre>
     *
     * @param lost asked once, before what was opened earlier is closed
     */
    public static void tellLost(LongSupplier lost) {
        onExit(() -> {
            long count = lost.getAsLong();
            if (count > 0) {
                System.err.println("lost " + count + " events, which came faster than they were read");
            }
        });
    }

    /**
     * Leaves, with exit status 0, when a process ends that is watched: then there is nothing left to see. Not after the
     * session has been closed.
     *
     * <pre>{@code exitWith(4242)}</pre>
     *
     * @param pid nothing happens where it is this process's, or 0
     */
    public static void exitWith(long pid) {
        if (pid <= 0 || pid == pid()) {
            return;
        }
        var end = ProcessHandle.of(pid).map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null));
        // Not by the thread that tells of the end: it belongs to nobody.
        var run = ScriptRun.current();
        var exit = end.thenRunAsync(() -> run.ifPresentOrElse(script -> script.exit(ExitStatus.DONE), Prelude::exit));
        onExit(() -> exit.cancel(false));
    }

    /**
     * Closes everything and leaves, with exit status 0.
     *
     * <pre>{@code if (events.isEmpty()) exit()}</pre>
     */
    public static void exit() {
        exit(ExitStatus.DONE);
    }

    /**
     * Closes everything and leaves; a script that was begun by {@link SessionCalls#run} or {@link SessionCalls#watch} ends alone.
     *
     * <pre>{@code exit(1)}</pre>
     */
    public static void exit(int status) {
        var run = ScriptRun.current();
        if (run.isPresent()) {
            throw run.get().exit(status);
        }
        System.exit(status);
    }
}
