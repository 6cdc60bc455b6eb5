// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.compile.Compiled;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.IteratorOutput;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.ObjectHandle;
import dev.bpfsh.libbpf.OutOfOrder;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.VerifierLog;
import dev.bpfsh.timing.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A BPF object and its life: {@code OPENED -> LOADED -> CLOSED}, as libbpf's {@code bpf_object__open},
 * {@code __load}, {@code __close}.
 *
 * <pre>{@code
 * try (var minimal = BpfObject.open(Path.of("scripts/minimal.bpf.o"))) {
 *     minimal.bss().set("my_pid", ProcessHandle.current().pid());
 *     minimal.load();
 *     minimal.attach();
 *     System.out.println(minimal.links());
 * }
 * }</pre>
 *
 * <p>Opened, nothing is in the kernel and globals can be set; loaded, maps and programs are in the kernel; closed, they
 * are gone, unless something else holds them. A step out of order throws {@link IllegalStateException}. All methods may
 * be called from any thread.
 */
public final class BpfObject implements AutoCloseable {
    /** Where an object is in its life. */
    public enum State {
        /** Read from its file; nothing is in the kernel. */
        OPENED,
        /** Its maps are made and its programs verified. */
        LOADED,
        /** Nothing of it is held any more. */
        CLOSED
    }

    private final String name;
    private final String source;
    private final String license;
    private final byte[] file;
    private final ObjectHandle handle;
    private final Btf btf;
    private final Map<String, BpfProgram> programs;
    private final Map<String, BpfMap> maps;
    private final Map<String, Globals> sections = new LinkedHashMap<>();
    private final EventBuffers buffers;
    private final List<BpfLink> links = new CopyOnWriteArrayList<>();
    private final Set<IteratorOutput> runs = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPENED;

    BpfObject(String name, String source, String license, byte[] file, ObjectHandle handle) {
        this.name = name;
        this.source = source;
        this.license = license;
        this.file = file;
        this.handle = handle;
        this.btf = Btf.parse(handle.btf());
        this.programs = named(handle.programs(), program -> new BpfProgram(this, program), BpfProgram::name);
        this.buffers = new EventBuffers(this, btf);
        this.maps = named(handle.maps(), map -> new BpfMap(this, map, btf), BpfMap::name);
        for (var map : maps.values()) {
            // Named after the object and the section, or, for a section of the program's own, after that alone.
            if (map.internal() && map.name().contains(".")) {
                var section = map.name().substring(map.name().indexOf('.'));
                sections.put(section, new Globals(section, map, btf));
            }
        }
    }

    private static <H, T> Map<String, T> named(List<H> handles, Function<H, T> wrap, Function<T, String> name) {
        return handles.stream()
                .map(wrap)
                .collect(Collectors.toMap(name, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }

    /**
     * Opens an object file: reads its ELF and BTF. Nothing goes into the kernel, and no right is needed.
     *
     * <pre>{@code BpfObject.open(Path.of("scripts/minimal.bpf.o"))}</pre>
     *
     * @throws OpenFailed if the file cannot be read, or is no BPF object for this machine
     */
    public static BpfObject open(Path file) {
        var objectFile = new ObjectFile(file);
        return ObjectOpening.open(objectFile.read(), objectFile.name(), file.toString());
    }

    /**
     * Opens an object that is in memory.
     *
     * <pre>{@code BpfObject.open(Files.readAllBytes(Path.of("scripts/minimal.bpf.o")), "mine")}</pre>
     *
     * @param bytes the ELF file
     * @param name what to call it
     */
    public static BpfObject open(byte[] bytes, String name) {
        return ObjectOpening.open(bytes, name, ObjectOpening.MEMORY);
    }

    /**
     * Opens what was compiled.
     *
     * <pre>{@code BpfObject.open(BpfCompiler.system().compile(Path.of("scripts/minimal.bpf.c")))}</pre>
     */
    public static BpfObject open(Compiled compiled) {
        return ObjectOpening.open(compiled.object(), compiled.name(), compiled.source());
    }

    /**
     * This object opened anew for another kernel: at load, CO-RE relocations take types from a file instead of from the
     * kernel that runs ({@code btf_custom_path}). So an object loads where the kernel has no BTF of its own, and what
     * libbpf would make of it elsewhere can be looked at. All else, such as fentry, still needs the kernel's own.
     *
     * <pre>{@code open("bootstrap").forKernel(Path.of("/sys/kernel/btf/vmlinux")).load()}</pre>
     *
     * @param types raw BTF, as {@code /sys/kernel/btf/vmlinux} is, or an ELF file with BTF in it
     * @return OPENED; this object stays as it is
     * @throws OpenFailed if that file cannot be read
     */
    public BpfObject forKernel(Path types) {
        if (Files.isDirectory(types) || !Files.isReadable(types)) {
            var cause = Files.isDirectory(types)
                    ? "it is a folder"
                    : Files.exists(types) ? "you may not read it" : "no such file";
            var hint = "a file with BTF, such as /sys/kernel/btf/vmlinux of that kernel";
            throw new OpenFailed(types.toString(), cause, null, List.of(), hint).about(Topic.CO_RE);
        }
        return ObjectOpening.open(file, name, source, types.toAbsolutePath());
    }

    /** Its name: the file's without {@code .bpf.o}. */
    public String name() {
        return name;
    }

    /** Where it came from: a path, or {@code memory}. */
    public String source() {
        return source;
    }

    /** What its section {@code license} says; empty where it has none. */
    public String license() {
        return license;
    }

    /** The ELF file. */
    byte[] file() {
        return file;
    }

    /**
     * The sections of its file, and what each is for.
     *
     * <pre>{@code open("minimal").elf()}</pre>
     *
     * @throws BpfException if the file is damaged
     */
    public List<ElfSection> elf() {
        return ElfSections.of(this);
    }

    /**
     * Its types.
     *
     * <pre>{@code btf(bootstrap.btf(), "event")}</pre>
     */
    public Btf btf() {
        return btf;
    }

    /**
     * Where it is in its life.
     *
     * <pre>{@code minimal.state()}</pre>
     */
    public State state() {
        return state;
    }

    /**
     * Its programs by name, in the order of the file.
     *
     * <pre>{@code minimal.programs().get("handle_tp")}</pre>
     */
    public Map<String, BpfProgram> programs() {
        return Collections.unmodifiableMap(programs);
    }

    /**
     * Its maps by name, those behind global variables included.
     *
     * <pre>{@code bootstrap.maps().keySet()}</pre>
     */
    public Map<String, BpfMap> maps() {
        return Collections.unmodifiableMap(maps);
    }

    /**
     * Its data sections by name: {@code .bss}, {@code .rodata}, ...
     *
     * <pre>{@code minimal.sections().values()}</pre>
     */
    public Map<String, Globals> sections() {
        return Collections.unmodifiableMap(sections);
    }

    /**
     * Its links that are open, oldest first.
     *
     * <pre>{@code
     * minimal.attach()
     * minimal.links().get(0).info()
     * }</pre>
     */
    public List<BpfLink> links() {
        return List.copyOf(links);
    }

    /**
     * The program of that name.
     *
     * <pre>{@code minimal.program("handle_tp").info()}</pre>
     *
     * @throws BpfException if there is none
     */
    public BpfProgram program(String program) {
        return found("program", program, programs);
    }

    /**
     * The map of that name.
     *
     * <pre>{@code bootstrap.map("exec_start").entries()}</pre>
     *
     * @throws BpfException if there is none
     */
    public BpfMap map(String map) {
        return found("map", map, maps);
    }

    /**
     * The data section of that name, such as {@code .data.hot}.
     *
     * <pre>{@code minimal.section(".bss").get("my_pid")}</pre>
     *
     * @throws BpfException if there is none
     */
    public Globals section(String section) {
        return found("section", section, sections);
    }

    /**
     * The variables that begin as zero.
     *
     * <pre>{@code minimal.bss().set("my_pid", pid())}</pre>
     */
    public Globals bss() {
        return section(".bss");
    }

    /** The variables that begin as something else. */
    public Globals data() {
        return section(".data");
    }

    /**
     * The constants: can be set before load, and are read-only after.
     *
     * <pre>{@code
     * var bootstrap = open("bootstrap")
     * bootstrap.rodata().set("min_duration_ns", 1_000_000)
     * bootstrap.load()
     * }</pre>
     */
    public Globals rodata() {
        return section(".rodata");
    }

    /**
     * The global variable of that name, in whichever section, or a part of one.
     *
     * <pre>{@code minimal.global("my_pid").set(pid())}</pre>
     *
     * @param path a name, or the way to a part: {@code cfg.limits[2].max}
     * @throws BpfException if there is none
     */
    public Global global(String path) {
        var variable = Globals.variable(path);
        return sections.values().stream()
                .filter(section -> section.all().containsKey(variable))
                .findFirst()
                .orElseThrow(() -> new Lookup("global", name, variables()).failed(variable))
                .global(path);
    }

    /**
     * What the global variables of all sections hold now.
     *
     * <pre>{@code
     * var before = minimal.snapshot()
     * minimal.bss().set("my_pid", 1)
     * before.diff(minimal.snapshot())
     * }</pre>
     *
     * @throws IllegalStateException if it is closed
     */
    public Snapshot snapshot() {
        requireOpen("snapshot()");
        var values = new LinkedHashMap<String, Object>();
        sections.values().forEach(section -> values.putAll(section.snapshot().values()));
        return new Snapshot(Instant.now(), values);
    }

    /**
     * The ring buffer of that name, its events decoded as the only struct that they can be: the one that a global pointer
     * points to ({@code const struct event *unused __attribute__((unused));}), or the only one in the object's BTF. Where
     * there are several, events can still be read with a cursor, but not decoded.
     *
     * <pre>{@code
     * bootstrap.attach()
     * var events = bootstrap.ringBuffer("events")
     * sh("true")
     * events.next()
     * }</pre>
     *
     * @throws IllegalStateException if the object is not LOADED
     * @throws BpfException if there is no such map, it is of another type, or it cannot be mapped
     */
    public RingBuffer<Struct> ringBuffer(String map) {
        return buffers.ring(map, buffers::onlyDecoder);
    }

    /**
     * As {@link #ringBuffer(String)}, its events of the struct of that name: {@code event}.
     *
     * <pre>{@code bootstrap.ringBuffer("events", "event").members()}</pre>
     */
    public RingBuffer<Struct> ringBuffer(String map, String type) {
        return buffers.ring(map, () -> buffers.decoder(type));
    }

    /**
     * As {@link #ringBuffer(String)}, its events as {@code byte[]}, or as a record of Java: made of the struct that has a
     * member for each component, and where several have, of that of its name, or else of the only one that events can
     * be; see {@link Struct#as}.
     *
     * <pre>{@code
     * record Start(int pid, String comm) {}
     * bootstrap.attach()
     * sh("true")
     * bootstrap.ringBuffer("events", Start.class).next()
     * }</pre>
     *
     * @throws BpfException also if no struct has these members, or it cannot be told which of several it is
     */
    public <T> RingBuffer<T> ringBuffer(String map, Class<T> as) {
        return buffers.ring(map, () -> buffers.decoder(as));
    }

    /**
     * The perf buffer of that name; as {@link #ringBuffer(String)}.
     *
     * <pre>{@code
     * bootstrap_legacy.attach()
     * var events = bootstrap_legacy.perfBuffer("events")
     * sh("true")
     * events.next()
     * }</pre>
     */
    public PerfBuffer<Struct> perfBuffer(String map) {
        return buffers.perf(map, buffers::onlyDecoder);
    }

    /** The perf buffer of that name; as {@link #ringBuffer(String, String)}. */
    public PerfBuffer<Struct> perfBuffer(String map, String type) {
        return buffers.perf(map, () -> buffers.decoder(type));
    }

    /** The perf buffer of that name; as {@link #ringBuffer(String, Class)}. */
    public <T> PerfBuffer<T> perfBuffer(String map, Class<T> as) {
        return buffers.perf(map, () -> buffers.decoder(as));
    }

    /**
     * The user ring buffer of that name, for records of bytes.
     *
     * @throws IllegalStateException if the object is not LOADED
     * @throws BpfException if there is no such map, it is of another type, or it cannot be mapped
     */
    public UserRingBuffer userRingBuffer(String map) {
        return buffers.user(map, null);
    }

    /** As {@link #userRingBuffer(String)}, for records of the struct of that name as well. */
    public UserRingBuffer userRingBuffer(String map, String type) {
        return buffers.user(map, type);
    }

    private List<String> variables() {
        return sections.values().stream()
                .flatMap(section -> section.all().keySet().stream())
                .toList();
    }

    private <T> T found(String kind, String wanted, Map<String, T> known) {
        var thing = known.get(wanted);
        if (thing == null) {
            throw new Lookup(kind, name, known.keySet()).failed(wanted);
        }
        return thing;
    }

    /**
     * Creates the maps and has the verifier check the programs ({@code bpf_object__load}). An object whose load failed
     * is CLOSED: libbpf does not load it again.
     *
     * <pre>{@code
     * var minimal = open("minimal")
     * minimal.load()
     * }</pre>
     *
     * @throws IllegalStateException if it is not OPENED
     * @throws LoadFailed if the kernel does not take it; the verifier's reason comes first
     * @throws dev.bpfsh.libbpf.PermissionDenied if a capability is missing
     */
    public synchronized void load() {
        handle.requireOutside();
        require(State.OPENED, "load()");
        var phase = Phase.begin("load", name);
        ObjectCheck.beforeLoad(this);
        long position = LibbpfLog.get().position();
        var handles = programs.values().stream().map(BpfProgram::handle).toList();
        try (var verifier = new VerifierLog(handles)) {
            try {
                handle.load();
            } finally {
                programs.values().forEach(program -> program.verifierLog(verifier.of(program.handle())));
            }
            maps.values().forEach(BpfMap::loaded);
            state = State.LOADED;
            phase.end();
            if (Steps.noted()) {
                Steps.took(new Step.Loaded(this));
            }
        } catch (ErrnoException e) {
            try {
                throw new Diagnosis(name, position).loadFailed(this, e.errno());
            } finally {
                close();
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Attaches every program whose section says where ({@code bpf_program__attach}), but those that are attached
     * already. When one fails, those attached before it by this call are detached again.
     *
     * <pre>{@code minimal.attach()}</pre>
     *
     * @return the new links
     * @throws IllegalStateException if it is not LOADED, or all is attached already
     * @throws AttachFailed if a hook does not exist, or no section says where
     * @throws dev.bpfsh.libbpf.UnsupportedByKernel if this kernel lacks a whole kind of hook
     */
    public synchronized List<BpfLink> attach() {
        require(State.LOADED, "attach()");
        var phase = Phase.begin("attach", name);
        var links = Attaching.all(this);
        phase.end();
        if (Steps.noted()) {
            Steps.took(new Step.Attached(links));
        }
        return links;
    }

    /**
     * Detaches its links, newest first, and gives everything back to the kernel. Does nothing the second time.
     *
     * <pre>{@code minimal.close()}</pre>
     */
    @Override
    public synchronized void close() {
        if (state == State.CLOSED) {
            return;
        }
        // All or nothing: what was refused half way could never be closed again.
        handle.requireOutside();
        links.forEach(BpfLink::requireOutside);
        var step = Steps.noted() ? Step.Closed.of(this) : null;
        state = State.CLOSED;
        var newestFirst = new ArrayList<>(links);
        Collections.reverse(newestFirst);
        newestFirst.forEach(BpfLink::end);
        runs.forEach(IteratorOutput::close);
        buffers.close();
        sections.values().forEach(Globals::close);
        maps.values().forEach(BpfMap::release);
        handle.close();
        Session.current().disown(this);
        if (step != null) {
            Steps.took(step);
        }
    }

    /**
     * Registers the functions that a map of type struct_ops holds, such as an algorithm of TCP
     * ({@code bpf_map__attach_struct_ops}); closing the link takes them back.
     *
     * @param map the variable's name, in {@code SEC(".struct_ops")}
     * @throws IllegalStateException if it is not LOADED
     * @throws AttachFailed if the map is none of such, or the kernel does not take it
     */
    public synchronized BpfLink attachStructOps(String map) {
        var structOps = map(map);
        require(State.LOADED, "attachStructOps()");
        var link = Attaching.structOps(this, structOps);
        if (Steps.noted()) {
            Steps.took(new Step.Attached(List.of(link)));
        }
        return link;
    }

    BpfLink remember(BpfLink link) {
        links.add(link);
        return Session.current().own(link);
    }

    /** Whether a buffer is one of its maps. */
    boolean has(EventBuffer<?> buffer) {
        return buffers.has(buffer);
    }

    void adopt(BpfLink link) {
        links.add(link);
    }

    /** Remembers what an iterator writes: a stream that is read half way leaves it open. */
    IteratorOutput read(IteratorOutput run) {
        runs.add(run);
        run.whenClosed(() -> runs.remove(run));
        if (state == State.CLOSED) {
            run.close();
        }
        return run;
    }

    void forget(BpfLink link) {
        links.remove(link);
    }

    void requireOpen(String step) {
        if (state == State.CLOSED) {
            throw outOfOrder(step, "OPENED or LOADED");
        }
    }

    void require(State needed, String step) {
        if (state != needed) {
            throw outOfOrder(step, needed.name());
        }
    }

    private OutOfOrder outOfOrder(String step, String needed) {
        var now = state;
        return new OutOfOrder(
                Topic.LIFECYCLE, step + ": " + name + " is " + now + ", this needs " + needed + "; " + next(now));
    }

    private static String next(State state) {
        return switch (state) {
            case OPENED -> "next is load()";
            case LOADED -> "next is attach() or close()";
            case CLOSED -> "open() it again";
        };
    }

    @Override
    public String toString() {
        return name + " " + state;
    }
}
