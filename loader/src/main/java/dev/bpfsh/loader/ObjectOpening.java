// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.ObjectHandle;
import dev.bpfsh.timing.Phase;
import java.nio.file.Path;
import java.util.List;

/** From bytes to a {@link BpfObject}: what is looked at before libbpf sees them, and what is said where they are none. */
final class ObjectOpening {
    /** The source of what comes from no file. */
    static final String MEMORY = "memory";

    private ObjectOpening() {}

    static BpfObject open(byte[] bytes, String name, String source) {
        return open(bytes, name, source, null);
    }

    /** @param kernelTypes a file with the types of the kernel that it is for; null for the one that runs */
    static BpfObject open(byte[] bytes, String name, String source, Path kernelTypes) {
        var phase = Phase.begin("open", name);
        var shown = source.equals(MEMORY) ? name : source;
        ElfFile elf;
        try {
            elf = ObjectCheck.check(bytes);
        } catch (ElfFile.NotBpf e) {
            var hint = "a BPF object comes from: clang -g -O2 -target bpf -c NAME.bpf.c -o NAME.bpf.o";
            throw new OpenFailed(shown, e.getMessage(), null, List.of(), hint);
        } catch (BpfException damaged) {
            var cause = "its BTF is damaged: " + damaged.reason();
            throw new OpenFailed(shown, cause, null, List.of(), damaged.hint().orElse(null));
        }
        long position = LibbpfLog.get().position();
        ObjectHandle handle;
        try {
            handle = ObjectHandle.open(bytes, name, kernelTypes);
        } catch (ErrnoException e) {
            throw new Diagnosis(name, position).openFailed(e.errno());
        }
        try {
            var license = elf.text("license").orElse("");
            var object = Session.current().own(new BpfObject(name, source, license, bytes, handle));
            phase.end();
            if (Steps.noted()) {
                Steps.took(new Step.Opened(object, bytes.length));
            }
            return object;
        } catch (RuntimeException | Error e) {
            handle.close();
            throw e;
        }
    }
}
