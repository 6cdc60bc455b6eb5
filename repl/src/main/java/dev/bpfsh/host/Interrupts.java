// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C while a script runs. The prompt does not need it: its terminal reports the key.
 *
 * <p>{@code sun.misc.Signal} is the only way to hear of it, and is reached by reflection because the compiler's warning
 * about it cannot be turned off.
 */
public final class Interrupts implements AutoCloseable {
    private final Object before;

    private Interrupts(Object before) {
        this.before = before;
    }

    /**
     * The first Ctrl-C calls {@code stop}; the next one leaves at once with {@link ExitStatus#INTERRUPTED}, without
     * closing anything: whoever presses twice does not want to wait for what hangs.
     *
     * @param stop begins an orderly end and returns soon; it runs on a thread of the JVM
     * @return closing it puts the handler back that was there before
     * @throws IllegalStateException on a JVM that was told not to handle signals ({@code -Xrs})
     */
    public static Interrupts stopWith(Runnable stop) {
        AtomicBoolean stopping = new AtomicBoolean();
        return new Interrupts(handle(() -> {
            if (stopping.getAndSet(true)) {
                Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
            }
            stop.run();
        }));
    }

    @Override
    public void close() {
        install(before);
    }

    private static Object handle(Runnable onInterrupt) {
        return install(Proxy.newProxyInstance(
                Interrupts.class.getClassLoader(), new Class<?>[] {type("SignalHandler")}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "handle" -> {
                            onInterrupt.run();
                            yield null;
                        }
                        case "equals" -> proxy == args[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "bpfsh's handler of Ctrl-C";
                    };
                }));
    }

    /** {@code Signal.handle(new Signal("INT"), handler)}, which returns the handler before. */
    private static Object install(Object handler) {
        try {
            Class<?> signal = type("Signal");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            return signal.getMethod("handle", signal, type("SignalHandler")).invoke(null, interrupt, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot listen for Ctrl-C: " + e.getCause(), e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("sun.misc." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("cannot listen for Ctrl-C: this Java lacks the module jdk.unsupported", e);
        }
    }
}
