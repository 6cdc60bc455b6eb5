// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import java.util.List;
import java.util.Optional;

/** The ways to run: each makes what it needs and nothing else. */
final class Launch {
    private Launch() {}

    static String libbpfVersion() {
        return "?";
    }

    static int code(String code) {
        return 0;
    }

    static int script(String name, String source, String[] args) {
        return 0;
    }

    /** The prompt in the terminal of this process; returns the exit status. */
    static int prompt() throws Exception {
        return Prompt.run(new Setting(
                new Evaluator("import java.util.*;"),
                value -> Optional.empty(),
                Throwable::toString,
                () -> {},
                List::of,
                HistoryFile.folder(System.getenv("XDG_STATE_HOME"), System.getProperty("user.home")),
                "bpfsh " + Versions.bpfsh() + "  JDK " + Versions.jdk() + "  kernel " + Versions.kernel()
                        + "\n/help lists the commands, Tab completes, Ctrl-D leaves",
                fd -> !Tty.is(fd)));
    }
}
