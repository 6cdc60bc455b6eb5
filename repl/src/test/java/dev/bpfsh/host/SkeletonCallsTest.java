// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkeletonCallsTest {
    private static String rewritten(String unit) {
        return SkeletonCalls.withClasses(unit, name -> "MinimalBpf");
    }

    @Test
    void callsBecomeCallsOfTheClassAndNothingMoves() {
        assertThat(rewritten("var m = skeleton(\"minimal\"); x")).isEqualTo("var m = MinimalBpf.open()  ; x");
        assertThat(rewritten("f(skeleton( \"minimal\" ))")).isEqualTo("f(MinimalBpf.open()    )");
        assertThat(SkeletonCalls.calls("skeleton(\"a\"); skeleton(\"b/c.bpf.o\")"))
                .extracting(SkeletonCalls.Request::name)
                .containsExactly("a", "b/c.bpf.o");
        assertThat(SkeletonCalls.calls("  skeleton(\"ab\")")).containsExactly(new SkeletonCalls.Request("ab", 12, 14));
    }

    @Test
    void whatOnlyLooksLikeACallStays() {
        for (var text : List.of(
                "// skeleton(\"minimal\")",
                "/* skeleton(\"minimal\") */ 1",
                "\"skeleton(\\\"minimal\\\")\"",
                "\"\"\"\nskeleton(\"minimal\")\n\"\"\"",
                "my.skeleton(\"minimal\")",
                "my_skeleton(\"minimal\")",
                "skeleton(name)",
                "skeleton(\"a\" + b)",
                "'\"' + x + '\"'",
                "f(\"" + "x".repeat(1_000_000) + "\")")) {
            assertThat(rewritten(text)).isEqualTo(text);
            assertThat(SkeletonCalls.calls(text)).as(text).isEmpty();
        }
    }
}
