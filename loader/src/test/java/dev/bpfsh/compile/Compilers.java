// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.btf.VmlinuxHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Compilers for tests, each with a cache of its own. */
final class Compilers {
    private Compilers() {}

    /** The real clang; its cache is below the folder. */
    static BpfCompiler in(Path folder) {
        return in(folder, Map.of());
    }

    /** @param changes variables of the environment that differ; an empty text stands for none */
    static BpfCompiler in(Path folder, Map<String, String> changes) {
        var environment = new HashMap<>(System.getenv());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.putAll(changes);
        environment.values().removeIf(String::isEmpty);
        return new BpfCompiler(environment, VmlinuxHeader::folder, Duration.ofSeconds(60));
    }

    /** A program of the shell in the place of a compiler. */
    static Path program(Path file, String shell) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + shell + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
