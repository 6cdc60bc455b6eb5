// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the verifier writes about each program while an object is loaded. A buffer is as large as the oldest kernels
 * take, 16 MiB less one byte: on those a log that does not fit fails the load. What is not written to costs nothing.
 */
public final class VerifierLog implements AutoCloseable {
    private static final int SIZE = (16 << 20) - 1;

    private final Map<ProgramHandle, Memory> buffers = new LinkedHashMap<>();

    /** Gives each program a buffer. */
    public VerifierLog(List<ProgramHandle> programs) throws ErrnoException {
        try {
            for (var program : programs) {
                var buffer = Memory.anonymous(SIZE, "verifier log");
                buffers.put(program, buffer);
                program.logTo(buffer);
            }
        } catch (ErrnoException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What was written about a program, a line each; empty where nothing was. */
    public List<String> of(ProgramHandle program) {
        return buffers.get(program).text().lines().toList();
    }

    /** Takes the buffers away again. */
    @Override
    public void close() {
        buffers.forEach((program, buffer) -> {
            try {
                program.logTo(null);
                buffer.close();
            } catch (ErrnoException | IllegalStateException objectIsGone) {
                buffer.close();
            }
        });
        buffers.clear();
    }
}
