// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TypeTextTest {
    @Test
    void aStructIsItsLayoutAndAllElseIsC() {
        try (var object = BpfObject.open(Path.of("src/test/bpf/values.bpf.o"))) {
            var btf = object.btf();
            assertThat(TypeText.of(btf, "struct limit"))
                    .hasToString(TypeText.of(btf, "limit").layout().toString())
                    .asString()
                    .startsWith("struct limit {")
                    .contains("/* size: 8, cachelines: 1");
            assertThat(TypeText.of(btf, "limit").definition())
                    .contains("\n\nstruct limit {\n")
                    .endsWith("};");
            assertThat(TypeText.of(btf, "__u32")).asString().isEqualTo("typedef unsigned int __u32;");
            assertThat(TypeText.of(btf, "count")).asString().isEqualTo("int count(void *ctx);");
            assertThat(TypeText.of(btf, ".rodata")).asString().isEqualTo("const volatile struct limit fixed;");
            assertThat(TypeText.of(btf, "ticks")).asString().isEqualTo("__u64 ticks;");
            assertThatThrownBy(() -> TypeText.of(btf, "struct limti"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("did you mean limit");
        }
    }
}
