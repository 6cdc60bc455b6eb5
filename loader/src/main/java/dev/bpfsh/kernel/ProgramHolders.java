// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Which processes have a descriptor of a program, or of a link of it: what {@code prog_id} says in
 * {@code /proc/PID/fdinfo}. Others may keep it all the same: a hook, a pin, a map of programs.
 *
 * @param pids ascending
 * @param unseen processes that this one may not look at, ascending
 * @param wholeMachine whether all other processes of the machine were looked at, and not those of a container alone
 */
public record ProgramHolders(List<Long> pids, List<Long> unseen, boolean wholeMachine) {
    /** {@code PROC_PID_INIT_INO} of the kernel's {@code include/linux/proc_ns.h}. */
    private static final String WHOLE_MACHINE = "pid:[4026531836]";

    /** Keeps the numbers. */
    public ProgramHolders {
        pids = List.copyOf(pids);
        unseen = List.copyOf(unseen);
    }

    /** Those of the program with an id, this process included. */
    public static ProgramHolders of(int programId) {
        var pids = new TreeSet<Long>();
        var unseen = new TreeSet<Long>();
        boolean wholeMachine;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            wholeMachine = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .equals(WHOLE_MACHINE);
            for (var process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                try {
                    if (holds(process, "prog_id:\t" + Integer.toUnsignedString(programId))) {
                        pids.add(pid);
                    }
                } catch (AccessDeniedException refused) {
                    unseen.add(pid);
                }
            }
        } catch (IOException noProc) {
            wholeMachine = false;
        }
        return new ProgramHolders(List.copyOf(pids), List.copyOf(unseen), wholeMachine);
    }

    private static boolean holds(Path process, String line) throws AccessDeniedException {
        try (var descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : descriptors) {
                if (isBpf(descriptor) && says(process.resolve("fdinfo").resolve(descriptor.getFileName()), line)) {
                    return true;
                }
            }
            return false;
        } catch (AccessDeniedException refused) {
            throw refused;
        } catch (IOException | DirectoryIteratorException ended) {
            return false;
        }
    }

    // Reading all of fdinfo takes ten times as long.
    private static boolean isBpf(Path descriptor) throws AccessDeniedException {
        try {
            var what = Files.readSymbolicLink(descriptor).toString();
            return what.startsWith("anon_inode:") && what.contains("bpf");
        } catch (AccessDeniedException refused) {
            throw refused;
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean says(Path information, String line) throws AccessDeniedException {
        try {
            return Files.readAllLines(information).contains(line);
        } catch (AccessDeniedException refused) {
            throw refused;
        } catch (IOException closed) {
            return false;
        }
    }
}
