// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import jnr.ffi.Pointer;

/** A {@code struct bpf_program}: part of an object, and usable as long as that is open. */
public final class ProgramHandle {
    private static final int INSN_SIZE = 8;

    private final Libbpf libbpf;
    private final LibbpfLibrary functions;
    private final Lifetime lifetime;
    private final Pointer pointer;

    ProgramHandle(Libbpf libbpf, Lifetime lifetime, Pointer pointer) {
        this.libbpf = libbpf;
        this.functions = libbpf.functions();
        this.lifetime = lifetime;
        this.pointer = pointer;
    }

    /** {@code bpf_program__name}: the C function's. */
    public String name() {
        return lifetime.during(() -> functions.bpf_program__name(pointer));
    }

    /** {@code bpf_program__section_name}: what {@code SEC()} said. */
    public String section() {
        return lifetime.during(() -> functions.bpf_program__section_name(pointer));
    }

    /** The type's name, such as {@code tracepoint} ({@code libbpf_bpf_prog_type_str}). */
    public String type() {
        return lifetime.during(() -> {
            int type = functions.bpf_program__type(pointer);
            return Libbpf.nameOr(functions.libbpf_bpf_prog_type_str(type), type);
        });
    }

    /** The instructions as bytes, 8 each; after load with the addresses that libbpf filled in. */
    public byte[] instructions() {
        return lifetime.during(() -> {
            var bytes = new byte[Math.toIntExact(functions.bpf_program__insn_cnt(pointer) * INSN_SIZE)];
            var instructions = functions.bpf_program__insns(pointer);
            if (instructions != null) {
                instructions.get(0, bytes, 0, bytes.length);
            }
            return bytes;
        });
    }

    /** {@code bpf_program__insn_cnt}: how many instructions of 8 bytes. */
    public int instructionCount() {
        return lifetime.during(() -> Math.toIntExact(functions.bpf_program__insn_cnt(pointer)));
    }

    /** {@code bpf_program__autoload}: whether loading the object loads this program. */
    public boolean autoload() {
        return lifetime.during(() -> functions.bpf_program__autoload(pointer));
    }

    /** The descriptor in this process, negative before load. */
    public int fd() {
        return lifetime.during(() -> functions.bpf_program__fd(pointer));
    }

    /** What can be changed about it until its object is loaded. */
    public ProgramSettings settings() {
        return new ProgramSettings(libbpf, lifetime, pointer);
    }

    /** A question to the kernel about a loaded program. */
    public interface Asking<T> {
        /** Asks, with a descriptor that is open until this returns. */
        T ask(int fd) throws ErrnoException;
    }

    /** Asks the kernel about the program, which is loaded; closing its object waits until the answer is there. */
    public <T> T ask(Asking<T> question) throws ErrnoException {
        return lifetime.calling(() -> question.ask(functions.bpf_program__fd(pointer)));
    }

    /** {@code bpf_program__set_log_level}: 0 asks for the verifier's words only after a rejection, 1 and 2 always. */
    public void logLevel(int level) throws ErrnoException {
        lifetime.calling(() ->
                Libbpf.checked("bpf_program__set_log_level", functions.bpf_program__set_log_level(pointer, level)));
    }

    /** {@code bpf_program__set_log_buf}: the verifier writes here when the program is loaded. */
    void logTo(Memory buffer) throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked(
                "bpf_program__set_log_buf",
                functions.bpf_program__set_log_buf(
                        pointer, buffer == null ? null : buffer.pointer(), buffer == null ? 0 : buffer.size())));
    }

    /** {@code bpf_program__attach}: where the section's name says. */
    public LinkHandle attach() throws ErrnoException {
        return link("bpf_program__attach", functions::bpf_program__attach);
    }

    /** Makes a link with a function of libbpf that answers one, and sets {@code errno} where it answers none. */
    LinkHandle link(String call, UnaryOperator<Pointer> attach) throws ErrnoException {
        return lifetime.calling(() -> {
            synchronized (lifetime.linking) {
                return new LibbpfLink(libbpf, lifetime, libbpf.checked(call, attach.apply(pointer)), name(pointer));
            }
        });
    }

    /** Makes a link of something that the program's descriptor was given to. */
    LinkHandle link(Attaching attaching) throws ErrnoException {
        return lifetime.calling(() -> attaching.attach(loadedFd(pointer), name(pointer)));
    }

    /** Attaches by the program's descriptor. */
    interface Attaching {
        LinkHandle attach(int fd, String name) throws ErrnoException;
    }

    /** A function of libbpf that takes the program, and answers a number below zero where it fails. */
    int with(String call, ToIntFunction<Pointer> function) throws ErrnoException {
        return lifetime.calling(() -> Libbpf.checked(call, function.applyAsInt(pointer)));
    }

    /** The descriptor of a program that must have one. */
    int loadedFd() throws ErrnoException {
        return lifetime.calling(() -> loadedFd(pointer));
    }

    private int loadedFd(Pointer program) throws ErrnoException {
        return Libbpf.checked("bpf_program__fd", functions.bpf_program__fd(program));
    }

    private String name(Pointer program) {
        return functions.bpf_program__name(program);
    }
}
