// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhyTest {
    private final Evaluator evaluator = new Evaluator("import dev.bpfsh.loader.*;\nimport java.nio.file.*;");

    @AfterEach
    void close() {
        evaluator.close();
    }

    @Test
    void ofACompileErrorItHasAllTheCompilersWords() {
        evaluator.eval("Math.max(\"a\")");
        assertThat(SessionCalls.why().toString())
                .startsWith("it does not compile, so nothing of it ran\nprompt:1:6: no max(String); there are")
                .contains("the compiler's words:", "method java.lang.Math.max(long,long) is not applicable");
        evaluator.eval("1 + 1");
        assertThat(SessionCalls.why().toString()).contains("no max(String)");
    }

    @Test
    void ofAnExceptionItHasAllCausesAndTheWholeStack() {
        evaluator.eval("void f() { throw new IllegalStateException(\"outer\", new java.io.IOException(\"inner\")); }");
        evaluator.eval("java.util.List.of(1).forEach(i -> f());");
        assertThat(SessionCalls.why().toString())
                .startsWith("java.lang.IllegalStateException\n  outer\n  at #1:1 in f()\n")
                .containsPattern("\n  at java\\.base/java\\.\\S+forEach\\(")
                .contains("\nbecause of or with: java.io.IOException\n  inner\n  at #1:1 in f()");
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void ofARejectedProgramItHasTheVerifiersLogAndTheErrorNumber() {
        evaluator.eval("try (var bad = BpfObject.open(Path.of(\""
                + Bpfsh.root().resolve("loader/src/test/bpf/rejected.bpf.o")
                + "\"))) { bad.load(); }");
        assertThat(SessionCalls.why().toString())
                .startsWith("dev.bpfsh.loader.LoadFailed\n  load ")
                .containsPattern("error number: E[A-Z]+, \\d+: \\w+")
                .containsPattern("the whole log, \\d+ lines:")
                .contains("libbpf said meanwhile:\n  libbpf ");
    }
}
