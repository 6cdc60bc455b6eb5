// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.attach.Hook;
import dev.bpfsh.attach.Section;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.function.Supplier;

/** A program of an object ({@code struct bpf_program}). */
public final class BpfProgram {
    /** Makes a link, or says what the system answered. */
    private interface Attaching {
        LinkHandle attach() throws ErrnoException;
    }

    private final BpfObject object;
    private final ProgramHandle handle;
    private final String name;
    private final Section section;
    private final String type;
    private final int instructionCount;
    private volatile List<String> verifierLog = List.of();

    BpfProgram(BpfObject object, ProgramHandle handle) {
        this.object = object;
        this.handle = handle;
        this.name = handle.name();
        this.section = new Section(handle.section());
        this.type = handle.type();
        this.instructionCount = handle.instructionCount();
    }

    /** The object it belongs to. */
    public BpfObject object() {
        return object;
    }

    /** The name of its C function. */
    public String name() {
        return name;
    }

    /** What {@code SEC()} says: {@code tp/syscalls/sys_enter_write}. */
    public String section() {
        return section.name();
    }

    /** The program type by libbpf's name: {@code tracepoint}. */
    public String type() {
        return type;
    }

    /** How many instructions of 8 bytes it has as compiled. */
    public int instructionCount() {
        return instructionCount;
    }

    /** Whether its section's name says enough for {@link #attach()}. */
    public boolean attachesByItself() {
        return section.attachesByItself();
    }

    /** Its links that are open. */
    public List<BpfLink> links() {
        return object.links().stream().filter(link -> link.program() == this).toList();
    }

    /**
     * The descriptor in this process.
     *
     * @throws IllegalStateException if the object is not loaded, or the program was left out of it: {@code SEC("?...")}
     */
    public int fd() {
        object.require(BpfObject.State.LOADED, "fd() of a program");
        if (!handle.autoload()) {
            throw new IllegalStateException(
                    "fd() of a program: " + name + " was not loaded, " + declaration() + " keeps it out");
        }
        return handle.fd();
    }

    /**
     * The formats it prints with {@code bpf_printk}, as C writes them. Those that a program builds on its stack are not
     * among them.
     *
     * @throws IllegalStateException if the object is not loaded
     */
    public List<String> formats() {
        object.require(BpfObject.State.LOADED, "formats() of a program");
        return new PrintkFormats(object.sections().values()).of(handle.instructions());
    }

    /** What the verifier wrote about it, all lines; empty before load, and where it was accepted without a word. */
    public List<String> verifierLog() {
        return verifierLog;
    }

    /**
     * Asks the verifier for its reasoning on acceptance too; a rejection is always explained.
     *
     * @param level 0, the beginning: rejections only; 1: the reasoning; 2: of every path; plus 4: counts and times
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
     * Attaches where its section's name says ({@code bpf_program__attach}). Closing the link detaches it, as does
     * closing the object, or the end of the process.
     *
     * @throws IllegalStateException if the object is not loaded
     * @throws AttachFailed if the hook does not exist or does not take the program; near matches are offered
     */
    public BpfLink attach() {
        var hook = section.hook();
        return hook.isPresent() ? attach(hook.get()) : attach(section.name(), handle::attach, List::of);
    }

    /** As {@link #attach()}, at a hook that is given. */
    public BpfLink attach(Hook hook) {
        return attach(hook.toString(), () -> hook.attach(handle), hook::nearMatches);
    }

    // Under the object's monitor: closing the object first would leave the link with what libbpf has freed.
    private BpfLink attach(String hook, Attaching attaching, Supplier<List<String>> nearMatches) {
        synchronized (object) {
            object.require(BpfObject.State.LOADED, "attach()");
            if (!handle.autoload()) {
                throw new AttachFailed(
                        object.name() + "." + name + " to " + hook,
                        "the program was not loaded",
                        null,
                        List.of(),
                        "take the question mark out of " + declaration() + " and compile it again");
            }
            long position = LibbpfLog.get().position();
            try {
                return object.remember(new BpfLink(this, hook, attaching.attach()));
            } catch (ErrnoException e) {
                throw new Diagnosis(object.name(), position).attachFailed(this, hook, e.errno(), nearMatches.get());
            }
        }
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
