// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;

class LibbpfTest {
    /** Functions of libbpf 99. */
    public interface FromTheFuture {
        Pointer bpf_object__dream(Pointer object);
    }

    @Test
    void tellsItsVersion() {
        assertThat(Libbpf.get().version()).matches("[1-9]\\d*\\.\\d+");
    }

    @Test
    void refusesFunctionsThatThisLibraryDoesNotHaveWithItsVersion() {
        assertThatThrownBy(() -> Libbpf.get().since("99.1", FromTheFuture.class))
                .isInstanceOf(UnsupportedByKernel.class)
                .hasMessageContaining(
                        "needs libbpf 99.1 or newer, here is " + Libbpf.get().version());
    }

    @Test
    void errnosHaveTheNamesOfTheSystem() {
        assertThat(Errno.of(2)).isEqualTo(Errno.ENOENT);
        assertThat(Errno.of(-95)).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(Errno.of(4003)).isEqualTo(Errno.LIBBPF_ENDIAN);
        assertThat(Errno.of(98765)).isEqualTo(Errno.UNKNOWN);
        assertThatThrownBy(() -> Libc.open("/no/such/file", Libc.O_RDONLY))
                .isInstanceOfSatisfying(ErrnoException.class, failure -> assertThat(failure.errno())
                        .isEqualTo(Errno.ENOENT));
    }

    @Test
    void memoryIsGuarded() throws ErrnoException {
        var memory = Memory.anonymous(16, "test memory");
        memory.write(8, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        memory.write(1, new byte[] {9, 9, 9});
        assertThat(memory.read(0, 16)).containsExactly(0, 9, 9, 9, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int[] outside : new int[][] {{-1, 1}, {0, 17}, {16, 1}, {Integer.MAX_VALUE, 8}, {9, 8}}) {
            assertThatThrownBy(() -> memory.read(outside[0], outside[1])).isInstanceOf(IndexOutOfBoundsException.class);
            if (outside[1] < 100) {
                assertThatThrownBy(() -> memory.write(outside[0], new byte[outside[1]]))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
        assertThat(memory.read(3, 0)).isEmpty();
        memory.close();
        memory.close();
        assertThatThrownBy(() -> memory.read(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("test memory is closed");
        assertThatThrownBy(() -> memory.write(0, new byte[1])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theLogKeepsWhatLibbpfSays() {
        long position = LibbpfLog.get().position();
        assertThatThrownBy(() -> ObjectHandle.open(new byte[] {1, 2, 3}, "nonsense"))
                .isInstanceOf(ErrnoException.class);
        assertThat(LibbpfLog.get().since(position)).isNotEmpty().allSatisfy(line -> assertThat(line.text())
                .doesNotContain("\n"));
        assertThat(LibbpfLog.get().lines()).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void aListenerThatThrowsIsToldNoMoreAndLosesNoLine() {
        var told = new AtomicInteger();
        LibbpfLog.get().listen(line -> {
            told.incrementAndGet();
            throw new IllegalArgumentException("listener's own");
        });
        long position = LibbpfLog.get().position();
        openNonsense();
        assertThat(told).hasValue(1);
        assertThat(LibbpfLog.get().since(position))
                .extracting(LibbpfLog.Line::text)
                .anyMatch(text -> text.contains("nonsense"))
                .anyMatch(text -> text.contains("told no more: java.lang.IllegalArgumentException: listener's own"));
    }

    @Test
    void aListenerThatUsesLibbpfIsNotToldOfItself() {
        var told = new AtomicInteger();
        LibbpfLog.get().listen(line -> {
            told.incrementAndGet();
            openNonsense();
        });
        try {
            openNonsense();
        } finally {
            LibbpfLog.get().listen(line -> {});
        }
        assertThat(told.get()).isBetween(1, 3);
    }

    private static void openNonsense() {
        assertThatThrownBy(() -> ObjectHandle.open(new byte[] {1, 2, 3}, "nonsense"))
                .isInstanceOf(ErrnoException.class);
    }
}
