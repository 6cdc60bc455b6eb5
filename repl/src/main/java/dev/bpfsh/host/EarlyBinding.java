// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libbpf;
import java.util.regex.Pattern;

/**
 * Binds libbpf while a script is compiled, or what it was compiled into before is read: most machines have a second
 * processor, which has nothing else to do then.
 */
public final class EarlyBinding {
    /** What needs libbpf, as far as a text tells it: what it does not tell is bound when it is called. */
    private static final Pattern NEEDED =
            Pattern.compile("\\b(?:open|compile|skeleton|features|progs|maps|links)\\s*\\(|//\\s*SKELETON\\b");

    private static final long PATIENCE_MILLIS = 2_000;

    private EarlyBinding() {}

    /** Begins to bind, on a thread of its own, if the text of a script names what needs it. */
    public static void ifNeededBy(String source) {
        if (!isNeededBy(source)) {
            return;
        }
        var binding = new Thread(EarlyBinding::bind, "bpfsh-binding");
        binding.setDaemon(true);
        binding.start();
        // A script may be over before: what is unpacked on the way is deleted only at its end.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> join(binding), "bpfsh-bound"));
    }

    static boolean isNeededBy(String source) {
        return NEEDED.matcher(source).find();
    }

    private static void bind() {
        try {
            Libbpf.bindUsual();
        } catch (BpfException | LinkageError e) {
            // What is wrong is said when it is used.
            return;
        }
    }

    private static void join(Thread binding) {
        try {
            binding.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            // Then this ends sooner.
            return;
        }
    }
}
