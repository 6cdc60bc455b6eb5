// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bundled scripts to run in the tests' own JVM. In an emulated machine the compiler takes the better part of a minute,
 * so what {@link #main} has compiled outside can be run inside: {@value #COMPILED} names the folder.
 */
public final class BundledScripts {
    static final String COMPILED = "bpfsh.test.scripts";

    private BundledScripts() {}

    /** The folder to compile to, and the scripts' names. */
    public static void main(String[] args) throws IOException {
        for (int i = 1; i < args.length; i++) {
            Files.write(Path.of(args[0], args[i]), compile(args[i]).record().bytes());
        }
    }

    static Script script(String name) throws IOException {
        var folder = System.getProperty(COMPILED);
        return folder == null ? compile(name) : new Script(ScriptRecord.of(Files.readAllBytes(Path.of(folder, name))));
    }

    private static Script compile(String name) throws IOException {
        var prelude = BundledScripts.class.getResourceAsStream("/dev/bpfsh/snippets/prelude.jsh");
        try (prelude) {
            return Script.compile(
                    name,
                    Files.readString(Bpfsh.root().resolve("scripts").resolve(name + ".jsh")),
                    new String(prelude.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
