// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Globals BpfObject.bss() | BpfObject.bss()",
                "RingBuffer<T> BpfObject.<T>ringBuffer(String map, Class<T> as) | BpfObject.ringBuffer(String,Class)",
                "BpfObject dev.bpfsh.host.Prelude.open(java.nio.file.Path file) throws X | Prelude.open(Path)",
                "Xdp(String interfaceName, Xdp.Mode mode) | Xdp(String,Mode)",
                "KprobeMulti Hooks.kprobeMulti(String... functions) | Hooks.kprobeMulti(String...)",
                "V java.util.Map<K,V>.put(K key, Map.Entry<K, V>[] all) | Map.put(K,Entry[])",
                "dev.bpfsh.loader.BpfObject.State | BpfObject.State",
            })
    void knowsWhatDocumentationIsKeptUnder(String text, String key) {
        assertThat(Signature.parse(text).key()).isEqualTo(key);
    }

    @Test
    void shortensTypes() {
        assertThat(Signature.shortType("java.util.Map<java.lang.String,java.util.List<byte[]>>"))
                .isEqualTo("Map<String, List<byte[]>>");
        assertThat(Signature.shortType("REPL.$JShell$11B$Point")).isEqualTo("Point");
        assertThat(Signature.of("minimal:dev.bpfsh.loader.BpfObject").text()).isEqualTo("BpfObject minimal");
        assertThat(Signature.of("$1:java.util.Map$Entry<int[],java.lang.Long>").text())
                .isEqualTo("Map.Entry<int[], Long> $1");
    }

    @Test
    void countsArguments() {
        var two = Signature.parse("int f(int a, Map<K, V> b)");
        assertThat(two.parameters()).containsExactly("int a", "Map<K, V> b");
        assertThat(two.takes(2)).isTrue();
        assertThat(two.takes(3)).isFalse();
        assertThat(Signature.parse("int f(int... a)").takes(9)).isTrue();
    }
}
