// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import jnr.ffi.Pointer;

/**
 * A program as a filter of tc's {@code clsact}: what there was before Linux v6.6 had links for it. The kernel keeps such
 * a filter until somebody deletes it, so it is deleted when its link is closed, and when the JVM ends. A
 * {@code clsact} that we made goes with the last of our filters, unless somebody else has put one there.
 *
 * @param interfaceIndex in the network namespace of the calling thread
 * @param point {@link #INGRESS} or {@link #EGRESS}
 * @param handle of the filter, 0 for the kernel's choice, or ours where the priority is 0 too
 * @param priority of the filter, 0 for the kernel's choice
 */
public record TcFilter(int interfaceIndex, int point, int handle, int priority) {
    /** {@code BPF_TC_INGRESS}. */
    public static final int INGRESS = 1;
    /** {@code BPF_TC_EGRESS}. */
    public static final int EGRESS = 2;

    // struct bpf_tc_opts: sz 0, prog_fd 8, flags 12, prog_id 16, handle 20, priority 24.
    private static final int OPTIONS_SIZE = 32;

    private static final int PROGRAM_ID = 16;
    private static final int HOOK_SIZE = 24;

    // The handles of filters for which nobody asked for any place: a mark, whether their clsact is ours too, and the
    // process that made them, whose number has 22 bits at most. What a process left that was killed is known by it.
    private static final int OURS = 0x62000000;
    private static final int OURS_MASK = 0xff000000;
    private static final int WITH_CLSACT = 1 << 23;
    private static final int PID_MASK = WITH_CLSACT - 1;

    /** How many filters of ours hang on each clsact that we made. */
    private static final Map<String, Integer> MADE = new HashMap<>();

    private static AttachFunctions functions() {
        return Libbpf.get().group(AttachFunctions.class);
    }

    /** {@code bpf_tc_hook_create}, {@code bpf_tc_attach}. */
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return program.link((fd, name) -> {
            var namespace = new NetworkNamespace();
            var made = namespace + " " + interfaceIndex;
            Added filter;
            try {
                filter = add(fd, made);
            } catch (ErrnoException | RuntimeException e) {
                namespace.close();
                throw e;
            }
            return link(name, filter, made, namespace);
        });
    }

    /** What the kernel made of it: with the handle and priority that it got, of the program with that id. */
    private record Added(TcFilter filter, int programId) {}

    private static LinkHandle link(String name, Added added, String made, NetworkNamespace namespace) {
        var link = new Attachment[1];
        var atEnd = new Thread(() -> link[0].close(), "delete tc filter of " + name);
        link[0] = new Attachment(name, () -> {
            namespace.run(() -> added.filter.delete(made, added.programId));
            namespace.close();
            forget(atEnd);
        });
        try {
            Runtime.getRuntime().addShutdownHook(atEnd);
        } catch (IllegalStateException ending) {
            link[0].close();
            throw ending;
        }
        return link[0];
    }

    private static void forget(Thread atEnd) {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException ending) {
            // The JVM ends: that thread runs us, or will find us closed.
        }
    }

    private Added add(int fd, String made) throws ErrnoException {
        synchronized (MADE) {
            try (var scratch = new Scratch(Libbpf.get().runtime())) {
                int created = functions().bpf_tc_hook_create(hook(scratch, point));
                if (created < 0 && Errno.of(created) != Errno.EEXIST) {
                    throw new ErrnoException("bpf_tc_hook_create", created);
                }
                if (created == 0) {
                    MADE.put(made, 0);
                }
                try {
                    var options = scratch.options(OPTIONS_SIZE);
                    options.putInt(8, fd);
                    options.putInt(20, anywhere() ? mark(made) : handle);
                    options.putInt(24, priority);
                    Libbpf.checked("bpf_tc_attach", functions().bpf_tc_attach(hook(scratch, point), options));
                    MADE.computeIfPresent(made, (key, count) -> count + 1);
                    var filter = new TcFilter(interfaceIndex, point, options.getInt(20), options.getInt(24));
                    return new Added(filter, options.getInt(PROGRAM_ID));
                } catch (ErrnoException e) {
                    removeUnused(scratch, made);
                    throw e;
                }
            }
        }
    }

    // With a priority of its own, which is what the kernel chooses, any handle is free.
    private boolean anywhere() {
        return handle == 0 && priority == 0;
    }

    private static int mark(String made) {
        return OURS | (MADE.containsKey(made) ? WITH_CLSACT : 0) | Libc.getpid();
    }

    /** The process that made it, if the handle is such as we give where nobody asks for one. */
    public OptionalInt maker() {
        return (handle & OURS_MASK) == OURS ? OptionalInt.of(handle & PID_MASK) : OptionalInt.empty();
    }

    /**
     * Deletes a filter with a {@link #maker} that is there without a link, because that was killed; and the
     * {@code clsact} that this process had made, unless somebody else has put a filter there.
     *
     * @param programId of its program: whatever else is there by now stays
     * @return whether it was there and is gone
     */
    public boolean deleteLeft(int programId) {
        synchronized (MADE) {
            try (var scratch = new Scratch(Libbpf.get().runtime())) {
                if (!isOurs(scratch, programId)
                        || functions().bpf_tc_detach(hook(scratch, point), place(scratch)) < 0) {
                    return false;
                }
                if ((handle & WITH_CLSACT) != 0 && !TcFilters.any(interfaceIndex)) {
                    functions().bpf_tc_hook_destroy(hook(scratch, INGRESS | EGRESS));
                }
                return true;
            }
        }
    }

    // What these answer is of no use: the interface may be gone, and the filter with it.
    private void delete(String made, int programId) {
        synchronized (MADE) {
            try (var scratch = new Scratch(Libbpf.get().runtime())) {
                if (isOurs(scratch, programId)) {
                    functions().bpf_tc_detach(hook(scratch, point), place(scratch));
                }
                MADE.computeIfPresent(made, (key, count) -> count - 1);
                removeUnused(scratch, made);
            }
        }
    }

    // Another program may be there by now: "tc filter replace", or an interface that has got the number of ours.
    private boolean isOurs(Scratch scratch, int programId) {
        var found = place(scratch);
        return functions().bpf_tc_query(hook(scratch, point), found) == 0 && found.getInt(PROGRAM_ID) == programId;
    }

    private Pointer place(Scratch scratch) {
        var options = scratch.options(OPTIONS_SIZE);
        options.putInt(20, handle);
        options.putInt(24, priority);
        return options;
    }

    // Whoever finds a clsact uses it, and would lose all filters there with it.
    private void removeUnused(Scratch scratch, String made) {
        if (MADE.remove(made, 0) && !TcFilters.any(interfaceIndex)) {
            functions().bpf_tc_hook_destroy(hook(scratch, INGRESS | EGRESS));
        }
    }

    // struct bpf_tc_hook { size_t sz; int ifindex; enum bpf_tc_attach_point attach_point; __u32 parent; }
    private Pointer hook(Scratch scratch, int points) {
        var hook = scratch.options(HOOK_SIZE);
        hook.putInt(8, interfaceIndex);
        hook.putInt(12, points);
        return hook;
    }
}
