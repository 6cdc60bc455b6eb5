// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.IteratorOutput;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.Topic;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program at a hook: while it is open, the kernel runs the program ({@code struct bpf_link}). After {@link #close},
 * what asks the kernel answers with an {@link IllegalStateException}.
 */
public final class BpfLink implements AutoCloseable {
    /** A native call on the link. */
    private interface Call {
        void call() throws ErrnoException;
    }

    private volatile BpfProgram program;
    private final String hook;
    private final LinkHandle handle;
    private volatile boolean closed;
    private volatile boolean detached;
    private volatile Path pinned;

    BpfLink(BpfProgram program, String hook, LinkHandle handle) {
        this.program = program;
        this.hook = hook;
        this.handle = handle;
    }

    /**
     * The program that is attached.
     *
     * <pre>{@code link.program().name()}</pre>
     */
    public BpfProgram program() {
        return program;
    }

    /**
     * Where, in the words of a section name: {@code tp/syscalls/sys_enter_write}.
     *
     * <pre>{@code link.hook()}</pre>
     */
    public String hook() {
        return hook;
    }

    /**
     * Whether the program is still attached through this link, as far as we brought about the contrary.
     *
     * <pre>{@code link.attached()}</pre>
     */
    public boolean attached() {
        return !closed && !detached;
    }

    /**
     * The descriptor in this process; -1 for a hook that the kernel has no link for, such as a socket.
     *
     * @throws IllegalStateException if the link is closed
     */
    public int fd() {
        return handle.fd();
    }

    /**
     * What the kernel knows of the link, now. Where it has none, such as for a filter of tc, what we know: its number is
     * 0, its type {@code none}.
     *
     * <pre>{@code link.info()}</pre>
     *
     * @throws IllegalStateException if the link is closed
     */
    public LinkInfo info() {
        return LinkInfo.of(handle).orElseGet(() -> new LinkInfo(0, "none", 0, Map.of("hook", hook)));
    }

    /** How many links of the kernel this is: more than one for a clock on all CPUs. */
    public int count() {
        return handle.count();
    }

    /**
     * Detaches the program and keeps the link, which can be looked at ({@code bpf_link__detach}). The kernel does so for
     * cgroups, network interfaces and namespaces and struct_ops; all others are detached by {@link #close} alone.
     *
     * <pre>{@code
     * var link = xdp.program("count_packet").attach(xdp("lo").generic())
     * link.detach()
     * link.close()
     * }</pre>
     *
     * @throws IllegalStateException if the link is closed
     * @throws BpfException if the kernel does not detach links of this kind
     */
    public void detach() {
        call("detach", toString(), handle::detach, "close() detaches every kind of link");
        detached = true;
        if (Steps.noted()) {
            Steps.took(new Step.Detached(this, info().id(), true));
        }
    }

    /**
     * Keeps the program attached after {@link #close} and after the end of this process, until the pin is removed
     * ({@code bpf_link__pin}).
     *
     * <pre>{@code
     * link.pin("/sys/fs/bpf/link")
     * link.unpin()
     * }</pre>
     *
     * @param path in a file system of type bpf, such as {@code /sys/fs/bpf/NAME}; nothing may be there yet
     * @throws IllegalStateException if the link is closed
     * @throws BpfException if it cannot be pinned there, or the kernel has no link for this hook
     */
    public void pin(Path path) {
        try {
            handle.pin(path.toString());
            pinned = path.toAbsolutePath();
            if (Steps.noted()) {
                Steps.took(new Step.Pinned(this, pinned));
            }
        } catch (ErrnoException e) {
            throw e.errno() == Errno.EBUSY
                    ? new BpfException("pin", path.toString(), "it is pinned already", e.errno(), List.of(), "unpin()")
                            .about(Topic.PINNING)
                    : e.errno() == Errno.EOPNOTSUPP
                            ? refused("pin", path.toString(), e.errno(), null)
                            : MapPins.pinFailed(toString(), path.toAbsolutePath(), e.errno());
        }
    }

    /** As {@link #pin(Path)}: {@code link.pin("/sys/fs/bpf/NAME")}. */
    public void pin(String path) {
        pin(MapPins.path("pin", path));
    }

    /**
     * Removes the pin ({@code bpf_link__unpin}).
     *
     * <pre>{@code
     * link.pin("/sys/fs/bpf/link")
     * link.unpin()
     * }</pre>
     *
     * @throws IllegalStateException if the link is closed
     * @throws BpfException if it is not pinned
     */
    public void unpin() {
        call("unpin", toString(), handle::unpin, "pin(path) comes first");
        pinned = null;
        if (Steps.noted()) {
            Steps.took(new Step.Unpinned(this));
        }
    }

    /** Where it was pinned through this link; empty where it was not, and {@link #close} detaches the program. */
    public Optional<Path> pinned() {
        return Optional.ofNullable(pinned);
    }

    /**
     * Puts another program in the place of this one; there is no moment without ({@code bpf_link__update_program}). The
     * kernel does so for cgroups, network interfaces and namespaces, and iterators.
     *
     * <pre>{@code
     * var link = xdp.program("count_packet").attach(xdp("lo").generic())
     * link.update(xdp.program("count_packet"))
     * }</pre>
     *
     * @param other loaded, of the same type
     * @throws IllegalStateException if the link or the other program is closed, or that is not loaded
     * @throws BpfException if the kernel does not take it
     */
    public void update(BpfProgram other) {
        synchronized (other.object()) {
            other.object().require(BpfObject.State.LOADED, "update() with a program");
            call(
                    "update",
                    toString(),
                    () -> handle.update(other.handle()),
                    "close() this link and attach the other program: program(\"" + other.name() + "\").attach(HOOK)");
            moveTo(other);
            if (Steps.noted()) {
                Steps.took(new Step.Replaced(this));
            }
        }
    }

    // The object that closes its program has to close the link before it.
    private void moveTo(BpfProgram other) {
        var from = program.object();
        program = other;
        if (from != other.object()) {
            from.forget(this);
            other.object().adopt(this);
        }
    }

    private void call(String operation, String target, Call call, String hint) {
        try {
            call.call();
        } catch (ErrnoException e) {
            throw refused(operation, target, e.errno(), hint);
        }
    }

    private static BpfException refused(String operation, String target, Errno errno, String hint) {
        boolean never = errno == Errno.EOPNOTSUPP || operation.equals("update") && errno == Errno.EINVAL;
        var cause = never
                ? "the kernel does not do that with this kind of link"
                : errno == Errno.ENOLINK ? "it is detached, or what it was attached to is gone" : errno.text();
        return new BpfException(operation, target, cause, errno, List.of(), hint).about(Topic.PINNING);
    }

    /**
     * Runs an iterator's program, and gives what it printed with {@code BPF_SEQ_PRINTF}, line by line, as it comes. The
     * stream closes itself at its end, and with the object; close it where it is not read so far.
     *
     * @throws IllegalStateException if the link is closed
     * @throws BpfException if it is not an iterator's
     */
    public Stream<String> lines() {
        var output = new BufferedReader(new InputStreamReader(iterate(), StandardCharsets.UTF_8));
        return new IteratorRun<>(output, output::readLine).stream();
    }

    /**
     * Runs an iterator's program, and gives the structs that it wrote with {@code bpf_seq_write}.
     *
     * <pre>{@code
     * var link = task_iter.program("tasks").attach()
     * link.structs("task").limit(3).toList()
     * }</pre>
     *
     * @param type the struct's name in the object's BTF
     * @throws IllegalStateException if the link is closed
     * @throws BpfException if it is not an iterator's, or there is no such type
     */
    public Stream<Struct> structs(String type) {
        var decoder = new IteratorStructs(program.object().btf(), type);
        var output = iterate();
        return new IteratorRun<>(output, () -> decoder.next(output)).stream();
    }

    private IteratorOutput iterate() {
        try {
            return program.object().read(IteratorOutput.open(handle));
        } catch (ErrnoException e) {
            boolean none = e.errno() == Errno.EINVAL || e.errno() == Errno.EBADF;
            var cause = none ? "this is not the link of an iterator" : e.errno().text();
            throw new BpfException("iterate", toString(), cause, e.errno(), List.of(), null).about(Topic.PINNING);
        }
    }

    /**
     * Detaches the program, unless the link is pinned ({@code bpf_link__destroy}).
     *
     * <pre>{@code link.close()}</pre>
     */
    @Override
    public void close() {
        if (!Steps.noted() || closed) {
            end();
            return;
        }
        long id = info().id();
        end();
        Steps.took(new Step.Detached(this, id, false));
    }

    /** As {@link #close()}, as a part of another step. */
    void end() {
        requireOutside();
        closed = true;
        handle.close();
        program.object().forget(this);
        Session.current().disown(this);
    }

    void requireOutside() {
        handle.requireOutside();
    }

    @Override
    public String toString() {
        return program.name() + " at " + hook + (attached() ? "" : " (detached)");
    }
}
