// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What a prompt stands on.
 *
 * @param evaluator the session; who made it closes it
 * @param closeAll closes everything the session has alive, newest first, and gives lines on what was detached
 * @param abandon ends the process with a status although something hangs, after closing what can be closed
 * @param log what libbpf said, oldest first
 * @param stateFolder where the history is kept
 * @param keys the user's file of keys
 * @param banner what is shown before the first prompt in a terminal of a width, empty for nothing
 * @param shown is run when that can be read: what may wait
 * @param beginnings what is evaluated before the first prompt
 * @param queued how many bytes of input the prompt's terminal holds for its next reader
 * @param redirected tells of a file descriptor, 1 or 2, that it leads elsewhere than to the prompt's terminal
 */
record Setting(
        Evaluator evaluator,
        Supplier<List<String>> closeAll,
        IntConsumer abandon,
        Supplier<List<String>> log,
        Path stateFolder,
        InputRcFile keys,
        IntFunction<String> banner,
        Runnable shown,
        List<Beginning> beginnings,
        IntSupplier queued,
        IntPredicate redirected) {

    /** True when file descriptor {@code fd} of this process does not lead to the prompt's terminal. */
    boolean redirected(int fd) {
        return redirected.test(fd);
    }
}
