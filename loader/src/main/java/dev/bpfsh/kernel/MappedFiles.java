// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.elf.ElfImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs and libraries that processes have mapped; each is read once, however many have it. */
final class MappedFiles {
    private static final String VDSO = "[vdso]";

    private final Map<String, Optional<FunctionTable>> known = new HashMap<>();

    /** What is at an address of a process, in a mapping of its that shows a file or the kernel's vdso. */
    Optional<Frame> at(int pid, MemoryMapping mapping, long address) {
        var table = mapping.path().equals(VDSO)
                ? known.computeIfAbsent(VDSO, name -> vdso())
                : mapping.isFile() ? functions(pid, mapping) : Optional.<FunctionTable>empty();
        return table.flatMap(functions -> functions.at(address - mapping.start() + mapping.offset()))
                .map(place -> new Frame(place.function(), place.offset(), mapping.fileName(), Frame.Kind.NATIVE));
    }

    private Optional<FunctionTable> functions(int pid, MemoryMapping mapping) {
        var key = mapping.device() + " " + mapping.inode() + " " + mapping.path();
        return known.computeIfAbsent(key, file -> open(pid, mapping));
    }

    private static Optional<FunctionTable> open(int pid, MemoryMapping mapping) {
        var process = Path.of("/proc", Integer.toString(pid));
        return read(mapping.file(pid))
                .or(() -> mapping.deleted() ? Optional.empty() : read(Path.of(process + "/root" + mapping.path())))
                // The process may have ended, and the name have gone to another file.
                .or(() -> inode(Path.of(mapping.path())) == mapping.inode()
                        ? read(Path.of(mapping.path()))
                        : Optional.empty());
    }

    private static Optional<FunctionTable> read(Path file) {
        try {
            // What is no regular file could wait for a writer for ever.
            return Files.isRegularFile(file) ? Optional.of(FunctionTable.of(ElfImage.open(file))) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static long inode(Path file) {
        try {
            return (Long) Files.getAttribute(file, "unix:ino");
        } catch (IOException none) {
            return 0;
        }
    }

    // The kernel's own little library is in no file, and the same in each process of 64 bits.
    private static Optional<FunctionTable> vdso() {
        try (var memory = new RandomAccessFile("/proc/self/mem", "r")) {
            List<MemoryMapping> own =
                    MemoryMapping.of((int) ProcessHandle.current().pid());
            for (var mapping : own) {
                if (mapping.path().equals(VDSO)) {
                    var bytes = new byte[(int) (mapping.end() - mapping.start())];
                    memory.seek(mapping.start());
                    memory.readFully(bytes);
                    return Optional.of(FunctionTable.of(ElfImage.of(bytes, VDSO)));
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
