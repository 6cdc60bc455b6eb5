// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BPF)
class UserRingBufferTest {
    private static final int SIZE = 4096;
    /** A command of 16 bytes and its header. */
    private static final int ROOM = 24;

    private final Sender sender = new Sender();
    private final UserRingBuffer commands = sender.object.userRingBuffer("commands", "command");

    @AfterEach
    void close() {
        sender.close();
    }

    private static byte[] command(int op, long value) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putInt(op)
                .putInt(0)
                .putLong(value)
                .array();
    }

    private int drain() {
        return sender.run("drain", 0);
    }

    @Test
    void recordsReachTheProgramAsBytesAndAsValues() {
        commands.write(command(1, 40));
        commands.write(Map.of("op", 2, "value", 2));
        assertThat(commands.unread()).isEqualTo(2 * ROOM);
        assertThat(drain()).isEqualTo(2);
        assertThat(sender.count("taken")).isEqualTo(2);
        assertThat(sender.count("sum")).isEqualTo(42);
        assertThat(sender.object.global("last").get()).hasToString("{.op = 2, .value = 2}");
        assertThat(commands.unread()).isZero();
        assertThat(commands.consumerPosition()).isEqualTo(2 * ROOM).isEqualTo(commands.producerPosition());
    }

    @Test
    void aHundredThousandArriveWhileTheyAreTaken() throws Exception {
        long count = 100_000;
        var writing = new Thread(() -> {
            for (long i = 0; i < count; ) {
                if (commands.offer(command(0, i))) {
                    i++;
                } else {
                    Thread.onSpinWait();
                }
            }
        });
        writing.start();
        while (sender.count("taken") < count && (writing.isAlive() || commands.unread() > 0)) {
            drain();
        }
        writing.join();
        assertThat(sender.count("taken")).isEqualTo(count);
        assertThat(sender.count("sum")).isEqualTo(count * (count - 1) / 2);
    }

    @Test
    void aReservationHoldsBackWhatComesAfterItAndADiscardedOneIsSkipped() {
        var first = commands.reserve(16);
        commands.write(command(0, 5));
        assertThat(drain()).isLessThanOrEqualTo(0);
        assertThat(sender.count("taken")).isZero();
        first.buffer().putInt(0, 9).putLong(8, 7);
        first.submit();
        assertThat(drain()).isEqualTo(2);
        assertThat(sender.count("sum")).isEqualTo(12);
        try (var dropped = commands.reserve(16)) {
            dropped.buffer().putLong(8, 1000);
        }
        commands.write(command(0, 1));
        assertThat(drain()).isOne();
        assertThat(sender.count("sum")).isEqualTo(13);
        assertThatThrownBy(first::submit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no record of 16 bytes is reserved");
    }

    @Test
    void whatFindsNoRoomIsRefusedWithWhatIsFree() {
        IntStream.range(0, SIZE / ROOM).forEach(i -> commands.write(command(0, 1)));
        assertThat(commands.free()).isEqualTo(SIZE % ROOM);
        assertThat(commands.offer(command(0, 1))).isFalse();
        assertThatThrownBy(() -> commands.write(command(0, 1)))
                .isInstanceOfSatisfying(
                        BpfException.class, e -> assertThat(e.errno()).contains(Errno.ENOSPC))
                .hasMessage("write commands: no room: 16 bytes of 4096 are free, a record of 16 takes 24 (ENOSPC)\n"
                        + "hint: have the program take some: bpf_user_ringbuf_drain");
        assertThatThrownBy(() -> commands.write(new byte[SIZE])).hasMessageContaining("max_entries larger");
        assertThatThrownBy(() -> commands.reserve(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> commands.reserve(Integer.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        drain();
        commands.write(command(0, 1));
    }

    @Test
    void valuesThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> commands.write(Map.of("op", -1))).isInstanceOf(BpfException.class);
        assertThatThrownBy(() -> sender.object.userRingBuffer("commands").write(Map.of("op", 1)))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("the type of its records is not known");
        assertThat(commands.unread()).isZero();
    }

    @Test
    void closingDiscardsWhatIsReserved() {
        var open = commands.reserve(16);
        commands.write(command(0, 3));
        commands.close();
        assertThat(drain()).isOne();
        assertThat(sender.count("sum")).isEqualTo(3);
        open.close();
        assertThatThrownBy(open::submit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> commands.write(command(0, 1))).hasMessage("commands is closed");
        assertThatThrownBy(commands::unread).hasMessage("commands is closed");
        assertThat(commands).hasToString("commands: user ring buffer, closed");
        assertThat(sender.object.userRingBuffer("commands").free()).isEqualTo(SIZE);
    }
}
