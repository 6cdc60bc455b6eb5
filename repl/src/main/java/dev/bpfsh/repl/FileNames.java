// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.FilePaths;
import java.util.List;
import org.jline.reader.Candidate;

/** Names of files as the argument of a command. */
final class FileNames {
    private FileNames() {}

    /** As {@link FilePaths#startingWith}; nothing is put behind a name, since it may go on. */
    static List<Candidate> startingWith(String typed) {
        return FilePaths.startingWith(typed).stream()
                .map(file -> new Candidate(file.insert(), file.name(), null, null, null, null, false))
                .toList();
    }

    /** See {@link FilePaths#home}. */
    static String home() {
        return FilePaths.home();
    }
}
