// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.Feature.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolFeaturesTest {
    @TempDir
    Path folder;

    private ToolFeatures withClang(String script) throws Exception {
        var file = Files.writeString(folder.resolve("clang"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ToolFeatures(Map.of("PATH", folder.toString()));
    }

    @Test
    void thisMachineCompiles() {
        assertThat(ToolFeatures.all())
                .extracting(Feature::name)
                .containsExactly("libbpf", "clang", "libbpf's headers", "kernel's headers", "ip", "bpftool");
        assertThat(ToolFeatures.all().get(0).found()).matches("\\d+\\.\\d+");
        assertThat(ToolFeatures.all().get(0).state()).isEqualTo(State.OK);
    }

    @Test
    void theVersionOfClangIsSaid() throws Exception {
        assertThat(withClang("echo clang version 17.0.6-3").clang())
                .isEqualTo(Feature.ok("tools", "clang", "17.0.6-3, " + folder.resolve("clang")));
    }

    @Test
    void withoutClangThePackageIsNamed() throws Exception {
        var none = new ToolFeatures(Map.of("PATH", folder.toString())).clang();
        assertThat(none.state()).isEqualTo(State.WARNING);
        assertThat(none.advice()).contains("clang");
        assertThat(withClang("echo clang version 9.0.1").clang().found()).contains("is version 9.0.1");
        assertThat(withClang("exit 3").clang().found()).contains("is not clang");
    }
}
