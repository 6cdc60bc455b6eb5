// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import com.kenai.jffi.Library;
import java.nio.file.Path;
import java.util.Map;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * A {@code FILE *} of libc, for C code that prints: its {@code vfprintf} is what such code calls back, so no call comes
 * to Java and no exception can leave one.
 */
final class CStream implements AutoCloseable {
    /** Public only because JNR implements it from outside. */
    public interface Functions {
        Pointer fopen(String path, String mode);

        int ferror(Pointer stream);

        int fclose(Pointer stream);
    }

    private static final Functions LIBC = LibraryLoader.loadLibrary(
            Functions.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);
    private static final int EIO = 5;

    private final Pointer stream;
    private boolean closed;

    private CStream(Pointer stream) {
        this.stream = stream;
    }

    /** {@code fopen(3)} to write behind what the file holds; no program that is started meanwhile inherits it. */
    static CStream append(Path file) throws ErrnoException {
        var stream = LIBC.fopen(file.toString(), "ae");
        if (stream == null) {
            throw new ErrnoException("fopen", LastError.getLastError(RUNTIME));
        }
        return new CStream(stream);
    }

    /** The address of {@code int vfprintf(FILE *, const char *, va_list)}. */
    static Pointer vfprintf() {
        return Pointer.wrap(RUNTIME, Library.getDefault().getSymbolAddress("vfprintf"));
    }

    Pointer pointer() {
        return stream;
    }

    /** Writes what is still held back; an error of any write before is told here too. */
    void finish() throws ErrnoException {
        boolean failed = LIBC.ferror(stream) != 0;
        closed = true;
        if (LIBC.fclose(stream) != 0 || failed) {
            int errno = LastError.getLastError(RUNTIME);
            throw new ErrnoException("fclose", errno == 0 ? EIO : errno);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LIBC.fclose(stream);
        }
    }
}
