// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Linux;
import dev.bpfsh.libbpf.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A network interface of the calling thread's network namespace.
 *
 * @param name such as {@code eth0}; it may have another by now
 * @param index the number that the kernel knows it by as long as it is there
 */
public record Interface(String name, int index) {
    private static final long LOOK_MILLIS = 500;

    /**
     * That of a name.
     *
     * <pre>{@code Interface.named("eth0")}</pre>
     *
     * @throws BpfException if there is none; names that are near are offered
     */
    public static Interface named(String name) {
        try {
            return new Interface(name, Linux.interfaceIndex(name));
        } catch (ErrnoException e) {
            var near = Interfaces.near(name);
            throw new BpfException(
                            "find",
                            "network interface " + name,
                            e.errno() == Errno.ENODEV
                                    ? "there is none of that name"
                                    : e.errno().text(),
                            e.errno(),
                            List.of(),
                            near.isEmpty() ? "ip link lists them" : "did you mean " + String.join(", ", near) + "?")
                    .about(Topic.PACKETS);
        }
    }

    /** Whether it is there, up or down, under whichever name. */
    public boolean exists() {
        return Stream.concat(Stream.of(name), Interfaces.names().stream()).anyMatch(this::isCalled);
    }

    private boolean isCalled(String name) {
        try {
            return Linux.interfaceIndex(name) == index;
        } catch (ErrnoException none) {
            return false;
        }
    }

    /**
     * Does nothing for a while, as long as the interface is there: what is attached to it stays silent after its end.
     *
     * @throws BpfException if it goes
     */
    public void stay(Duration time) throws InterruptedException {
        long end = System.nanoTime() + Math.min(TimeUnit.NANOSECONDS.convert(time), Long.MAX_VALUE / 2);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (!exists()) {
                throw new BpfException("watch", name, "the network interface is gone", Errno.ENODEV, List.of(), null)
                        .about(Topic.PACKETS);
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
        }
    }

    @Override
    public String toString() {
        return name + " (" + index + ")";
    }
}
