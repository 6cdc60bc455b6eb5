// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kenai.jffi.Library;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.LastError;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;

/** Of the C library, whose answers are known. */
class LazyFunctionsTest {
    private static final Runtime RUNTIME = Runtime.getSystemRuntime();

    interface Functions {
        int getpid();

        int abs(int number);

        long labs(long number);

        long strlen(String text);

        String getenv(String name);

        Pointer strchr(Pointer text, int letter);

        Pointer memfrob(byte[] bytes, long size);

        int close(int fd);

        void bpfsh_has_no_such_function();
    }

    private final List<String> bound = new ArrayList<>();
    private final Functions libc = LazyFunctions.of(Functions.class, name -> {
        bound.add(name);
        return Library.getDefault().getSymbolAddress(name);
    });

    @Test
    void aFunctionIsBoundWhenItIsFirstCalled() {
        assertThat(bound).isEmpty();
        assertThat(libc.getpid()).isEqualTo((int) ProcessHandle.current().pid());
        libc.getpid();
        libc.abs(1);
        assertThat(bound).containsExactly("getpid", "abs");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(libc::bpfsh_has_no_such_function)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("bpfsh_has_no_such_function");
    }

    @Test
    void integersKeepSignAndWidth() {
        assertThat(libc.abs(-7)).isEqualTo(7);
        assertThat(libc.labs(-(1L << 40))).isEqualTo(1L << 40);
    }

    @Test
    void textsGoInAndOut() {
        assertThat(libc.strlen("größer")).isEqualTo(8);
        assertThat(libc.getenv("PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(libc.getenv("BPFSH_HAS_NO_SUCH_VARIABLE")).isNull();
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] bytes = {0, 1, 42};
        libc.memfrob(bytes, bytes.length);
        assertThat(bytes).containsExactly(42, 43, 0);
    }

    @Test
    void pointersAreAddresses() {
        var text = Memory.allocateDirect(RUNTIME, 4);
        text.put(0, "abc\0".getBytes(StandardCharsets.US_ASCII), 0, 4);
        assertThat(libc.strchr(text, 'b').address()).isEqualTo(text.address() + 1);
        assertThat(libc.strchr(text, 'x')).isNull();
        assertThatThrownBy(() -> libc.strchr(Pointer.wrap(RUNTIME, java.nio.ByteBuffer.allocate(4)), 'b'))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theErrorNumberIsKept() {
        assertThat(libc.close(-1)).isEqualTo(-1);
        assertThat(LastError.getLastError(RUNTIME)).isEqualTo(9);
    }
}
