// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the classes come from that a start loads. */
final class LoadedClasses {
    private LoadedClasses() {}

    /** A line for each class; what else the start says is checked to be nothing. */
    static String of(Bpfsh bpfsh, Path folder, String code, String out) throws IOException {
        var loaded = folder.resolve("loaded");
        bpfsh.env("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded)
                .run("-e", code)
                .succeeds()
                .outIs(out)
                .errFinds("\\ANOTE: Picked up JDK_JAVA_OPTIONS: .*\n\\z");
        return Files.readString(loaded);
    }

    /** Whether a start takes bpfsh's own from an archive; it says nothing of that to the user. */
    static boolean areArchived(Bpfsh bpfsh, Path folder) throws IOException {
        return of(bpfsh, folder, "1 + 1", "2\n").contains("dev.bpfsh.repl.Main source: shared objects file");
    }
}
