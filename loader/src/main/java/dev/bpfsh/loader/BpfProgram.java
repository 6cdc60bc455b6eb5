// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.attach.Hook;
import dev.bpfsh.attach.Section;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.kernel.Programs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LoadTarget;
import dev.bpfsh.libbpf.OutOfOrder;
import dev.bpfsh.libbpf.ProgramBytes;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.ProgramQuery;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A program of an object ({@code struct bpf_program}). */
public final class BpfProgram {
    private static final Set<String> TARGETED = Set.of("tracing", "lsm", "ext");

    private final BpfObject object;
    private final ProgramHandle handle;
    private final String name;
    private final Section section;
    private volatile String type;
    private volatile Optional<String> attachTarget = Optional.empty();
    private final int instructionCount;
    private volatile List<String> verifierLog = List.of();

    BpfProgram(BpfObject object, ProgramHandle handle) {
        this.object = object;
        this.handle = handle;
        this.name = handle.name();
        this.section = new Section(handle.section());
        section.newerKind().ifPresent(this::become);
        this.type = handle.type();
        this.instructionCount = handle.instructionCount();
    }

    // libbpf gave it no type, or the same.
    private void become(LoadTarget.Kind kind) {
        try {
            new LoadTarget(handle).set(kind);
        } catch (ErrnoException e) {
            throw new OpenFailed(name, "its type cannot be set", e.errno(), List.of(), null);
        }
    }

    /** The object it belongs to. */
    public BpfObject object() {
        return object;
    }

    /** The name of its C function. */
    public String name() {
        return name;
    }

    /** What kind of program {@code SEC()} says it is: {@code fentry}. */
    String kind() {
        return section.name().replaceFirst("/.*", "");
    }

    /** What {@code SEC()} says: {@code tp/syscalls/sys_enter_write}. */
    public String section() {
        return section.name();
    }

    /**
     * The program type by libbpf's name: {@code tracepoint}.
     *
     * <pre>{@code minimal.program("handle_tp").type()}</pre>
     */
    public String type() {
        return type;
    }

    /**
     * Makes it a program of another type ({@code bpf_program__set_type}), for a section name that libbpf does not know.
     *
     * @param name libbpf's, such as {@code xdp}
     * @throws IllegalStateException if the object is loaded or closed
     * @throws BpfException if there is no such type
     */
    public BpfProgram type(String name) {
        return changed("type()", options -> {
            options.type(name);
            type = name;
        });
    }

    /** The attach type by libbpf's name, such as {@code cgroup_inet_ingress} ({@code expected_attach_type}). */
    public String expectedAttachType() {
        return options().expectedAttachType();
    }

    /**
     * Sets the attach type ({@code bpf_program__set_expected_attach_type}).
     *
     * @throws IllegalStateException if the object is loaded or closed
     * @throws BpfException if there is no such type
     */
    public BpfProgram expectedAttachType(String name) {
        return changed("expectedAttachType()", options -> options.expectedAttachType(name));
    }

    /** The function that it is made for: what was set, or else what follows the slash in its section's name. */
    public Optional<String> attachTarget() {
        return attachTarget.or(() -> Optional.of(section.name())
                .filter(whole -> TARGETED.contains(type) && whole.contains("/"))
                .map(whole -> whole.substring(whole.indexOf('/') + 1)));
    }

    /**
     * Makes it a program for that function of the kernel ({@code bpf_program__set_attach_target}): fentry, fexit, LSM,
     * iterators, and their like. The verifier checks it for that very function, so this comes before the load.
     *
     * @throws IllegalStateException if the object is loaded or closed
     * @throws BpfException if the kernel's BTF has no such function; near matches are offered
     */
    public BpfProgram attachTarget(String function) {
        return attachTarget(0, function);
    }

    /** As {@link #attachTarget(String)}, for a function of another program, which is loaded. */
    public BpfProgram attachTarget(BpfProgram other, String function) {
        return attachTarget(other.fd(), function);
    }

    private BpfProgram attachTarget(int programFd, String function) {
        return changed("attachTarget()", options -> {
            options.attachTarget(programFd, function, section.target(function));
            attachTarget = Optional.of(function);
        });
    }

    /** How it is loaded, as far as it has been set; libbpf adds what the section's name says. */
    public Set<ProgramFlag> flags() {
        return ProgramFlag.of(handle.settings().flags());
    }

    /**
     * Sets how it is loaded ({@code bpf_program__set_flags}), in the place of what was set before.
     *
     * @throws IllegalStateException if the object is loaded or closed
     */
    public BpfProgram flags(ProgramFlag... flags) {
        int bits = ProgramFlag.bits(List.of(flags));
        return changed(
                "flags()",
                options -> options.change("flags", null, () -> handle.settings().flags(bits)));
    }

    /** Whether loading the object loads it. */
    public boolean autoload() {
        return handle.autoload();
    }

    /**
     * Has it loaded with its object, or left out ({@code bpf_program__set_autoload}): {@code SEC("?...")} begins as
     * left out.
     *
     * <pre>{@code
     * var syscount = open("syscount")
     * syscount.program("leave").autoload(false)
     * syscount.load()
     * }</pre>
     *
     * @throws IllegalStateException if the object is loaded or closed
     */
    public BpfProgram autoload(boolean load) {
        return changed(
                "autoload()",
                options ->
                        options.change("autoload", null, () -> handle.settings().autoload(load)));
    }

    /** Whether {@link BpfObject#attach()} attaches it, if its section says where. */
    public boolean autoattach() {
        return handle.settings().autoattach();
    }

    /**
     * Has it attached by {@link BpfObject#attach()}, or not ({@code bpf_program__set_autoattach}); {@link #attach()}
     * attaches it all the same.
     *
     * <pre>{@code
     * bootstrap.program("handle_exit").autoattach(false)
     * bootstrap.attach()
     * }</pre>
     *
     * @throws IllegalStateException if the object is closed
     */
    public BpfProgram autoattach(boolean attach) {
        object.requireOpen("autoattach() of a program");
        handle.settings().autoattach(attach);
        return this;
    }

    // Under the object's monitor: libbpf must not load the program while it is changed.
    private BpfProgram changed(String step, Consumer<ProgramOptions> change) {
        synchronized (object) {
            object.require(BpfObject.State.OPENED, step + " of a program");
            change.accept(options());
            return this;
        }
    }

    private ProgramOptions options() {
        return new ProgramOptions(object.name() + "." + name, handle.settings());
    }

    /** How many instructions of 8 bytes it has as compiled. */
    public int instructionCount() {
        return instructionCount;
    }

    /** Whether its section's name, or {@link #attachTarget(String)}, says enough for {@link #attach()}. */
    public boolean attachesByItself() {
        return hook().isPresent();
    }

    /** Where it attaches by itself. */
    Optional<Hook> hook() {
        return attachTarget.flatMap(section::target).or(section::hook);
    }

    /**
     * Its links that are open.
     *
     * <pre>{@code
     * minimal.attach()
     * minimal.program("handle_tp").links()
     * }</pre>
     */
    public List<BpfLink> links() {
        return object.links().stream().filter(link -> link.program() == this).toList();
    }

    /**
     * The descriptor in this process.
     *
     * <pre>{@code minimal.program("handle_tp").fd()}</pre>
     *
     * @throws IllegalStateException if the object is not loaded, or the program was left out of it: {@code SEC("?...")}
     */
    public int fd() {
        requireLoaded("fd()");
        return handle.fd();
    }

    void requireLoaded(String step) {
        object.require(BpfObject.State.LOADED, step + " of a program");
        if (!handle.autoload()) {
            throw new OutOfOrder(
                    Topic.LIFECYCLE,
                    step + " of a program: " + name + " was not loaded, " + declaration() + " keeps it out");
        }
    }

    /**
     * What the kernel knows of it ({@code bpf_prog_get_info_by_fd}).
     *
     * <pre>{@code minimal.program("handle_tp").info()}</pre>
     *
     * @throws IllegalStateException if the object is not loaded, or the program was left out of it
     * @throws BpfException if the kernel does not say
     */
    public ProgramInfo info() {
        requireLoaded("info()");
        return ProgramInfo.of(bytes("look at"));
    }

    private ProgramBytes bytes(String operation) {
        try {
            return handle.ask(ProgramQuery::bytes);
        } catch (ErrnoException e) {
            throw new BpfException(
                            operation, object.name() + "." + name, e.errno().text(), e.errno(), List.of(), null)
                    .about(Topic.OBJECT);
        }
    }

    /**
     * Its instructions as compiled, with names in the places where libbpf puts addresses, and the lines of C they come
     * from.
     *
     * <pre>{@code minimal.program("handle_tp").disassemble()}</pre>
     *
     * @throws BpfException if the object is damaged
     */
    public Disassembly disassemble() {
        return CompiledCode.of(object.file(), name);
    }

    /**
     * The instructions in which libbpf puts offsets, sizes and presence of the kernel's types at load: what the compiler
     * noted in {@code .BTF.ext}, of the program itself and not of functions that it calls.
     *
     * @throws BpfException if the object is damaged
     */
    public List<CoreRelocation> relocations() {
        return CoreRelocations.of(object.file(), object.btf(), name);
    }

    /**
     * Its instructions as the kernel rewrote them: what {@code bpftool prog dump xlated} prints.
     *
     * <pre>{@code minimal.program("handle_tp").translated()}</pre>
     *
     * @throws IllegalStateException if the object is not loaded, or the program was left out of it
     * @throws BpfException if the kernel does not say
     */
    public Disassembly translated() {
        requireLoaded("translated()");
        return TranslatedCode.of(name, bytes("disassemble"));
    }

    /**
     * As {@link #translated()}, for whichever program of this machine; empty if there is none with that id.
     *
     * <pre>{@code BpfProgram.translated(minimal.program("handle_tp").info().id())}</pre>
     *
     * @throws BpfException if this process may not look at it
     */
    public static Optional<Disassembly> translated(int id) {
        return Programs.bytes(id)
                .map(bytes -> TranslatedCode.of(ProgramInfo.of(bytes).name(), bytes));
    }

    /**
     * Has the kernel count the runs of all programs and their time, until the answer is closed:
     *
     * <pre>{@code
     * try (var statistics = BpfProgram.statistics()) {
     *     minimal.attach();
     *     sh("true");
     *     System.out.println(minimal.program("handle_tp").info().nanosPerRun());
     * }
     * }</pre>
     *
     * @throws BpfException if this process may not, or the kernel is older than 5.8
     */
    public static RunStatistics statistics() {
        return RunStatistics.open();
    }

    /**
     * A run with input that is made up, to be told the input and then {@link TestRun#run()}.
     *
     * <pre>{@code xdp.program("count_packet").testRun().data(new byte[64]).repeat(1000).run()}</pre>
     */
    public TestRun testRun() {
        return new TestRun(this);
    }

    /**
     * The formats it prints with {@code bpf_printk}, as C writes them. Those that a program builds on its stack are not
     * among them.
     *
     * <pre>{@code minimal.program("handle_tp").formats()}</pre>
     *
     * @throws IllegalStateException if the object is not loaded
     */
    public List<String> formats() {
        object.require(BpfObject.State.LOADED, "formats() of a program");
        return new PrintkFormats(object.sections().values()).of(handle.instructions());
    }

    /**
     * What the verifier wrote about it, all lines; empty before load, and where it was accepted without a word.
     *
     * <pre>{@code minimal.program("handle_tp").verifierLog()}</pre>
     */
    public List<String> verifierLog() {
        return verifierLog;
    }

    /**
     * What verifying it took; empty before load, and where its log was not asked for.
     *
     * <pre>{@code
     * var minimal = open("minimal")
     * minimal.program("handle_tp").verifierLogLevel(1)
     * minimal.load()
     * minimal.program("handle_tp").verifierStats()
     * }</pre>
     */
    public Optional<VerifierStats> verifierStats() {
        return VerifierStats.of(verifierLog);
    }

    /**
     * Asks the verifier for its reasoning on acceptance too; a rejection is always explained.
     *
     * <pre>{@code
     * var minimal = open("minimal")
     * minimal.program("handle_tp").verifierLogLevel(2)
     * minimal.load()
     * minimal.program("handle_tp").verifierLog()
     * }</pre>
     *
     * @param level 0, the beginning: rejections only; 1: how much there was to verify; 2: the reasoning on every path;
     *     plus 4: times
     * @throws IllegalStateException if the object is loaded
     */
    public void verifierLogLevel(int level) {
        object.require(BpfObject.State.OPENED, "verifierLogLevel() of a program");
        try {
            handle.logLevel(level);
        } catch (ErrnoException e) {
            throw new LoadFailed(name, e.errno().text(), e.errno(), List.of(), null, List.of());
        }
    }

    /**
     * Attaches where its section's name, or {@link #attachTarget(String)}, says. Closing the link detaches it, as does closing the
     * object, or the end of the process.
     *
     * <pre>{@code minimal.program("handle_tp").attach()}</pre>
     *
     * @throws IllegalStateException if the object is not loaded
     * @throws AttachFailed if the hook does not exist or does not take the program; near matches are offered
     * @throws dev.bpfsh.libbpf.UnsupportedByKernel if this kernel lacks the whole kind of hook
     */
    public BpfLink attach() {
        return attach(ownHook());
    }

    /** Where its section says, as far as we or libbpf understand it. */
    Hook ownHook() {
        return hook().orElseGet(() -> Attaching.bySection(this));
    }

    /**
     * Attaches at a hook: {@code program.attach(uprobe("libc.so.6", "malloc").pid(42))}. {@link dev.bpfsh.attach.Hooks}
     * has them all. Otherwise as {@link #attach()}.
     *
     * <pre>{@code minimal.program("handle_tp").attach(tracepoint("syscalls", "sys_enter_read"))}</pre>
     */
    public BpfLink attach(Hook hook) {
        var link = Attaching.to(this, hook);
        if (Steps.noted()) {
            Steps.took(new Step.Attached(List.of(link)));
        }
        return link;
    }

    /** The section as C says it; libbpf takes the question mark off the name. */
    String declaration() {
        return "SEC(\"" + (handle.autoload() ? "" : "?") + section.name() + "\")";
    }

    ProgramHandle handle() {
        return handle;
    }

    void verifierLog(List<String> log) {
        verifierLog = List.copyOf(log);
    }

    @Override
    public String toString() {
        return object.name() + "." + name + " (" + section.name() + ", " + object.state() + ")";
    }
}
