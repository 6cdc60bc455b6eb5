// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.btf.Address;
import dev.bpfsh.btf.Decoder;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.testing.Bpfsh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of words whose meaning nobody told. */
class CallTest {
    private static final long ADDRESS = 0x7f1234567890L;

    private static Map<String, ?> word(long value) {
        return Map.of("value", value, "length", -14, "text", "");
    }

    private static Map<String, ?> text(String text) {
        return Map.of("value", ADDRESS, "length", Math.min(text.length() + 1, 64), "text", text);
    }

    private static Object decoded(String type, Object value) {
        try (var uprobe = BpfObject.open(Bpfsh.root().resolve("scripts/uprobe.bpf.o"))) {
            var codec = new Decoder(uprobe.btf()).codec(uprobe.btf().id(type));
            return codec.decode(codec.encode(value, type));
        }
    }

    private static Struct arguments(Object... values) {
        var arguments = new HashMap<String, Object>();
        arguments.put("count", values.length);
        arguments.put("values", List.of(values));
        return (Struct) decoded("arguments", arguments);
    }

    @Test
    void readableTextIsTextAndTheRestNumbers() {
        var call = Call.ofRegisters("access", arguments(text("/etc/hostname"), word(4)));
        assertThat(call).hasToString("access(\"/etc/hostname\", 4)");
        assertThat(call.arguments()).isEqualTo(List.of("/etc/hostname", 4L));
        assertThat(Call.of("f", arguments())).hasToString("f()");
        assertThat(Call.of("f", arguments(text("a \"b\" \\ c")))).hasToString("f(\"a \\\"b\\\" \\\\ c\")");
    }

    @Test
    void otherMemoryIsAnAddress() {
        for (var bytes : List.of("\u0001\u0002", "ab\u001b[2J", "x\udcff", "")) {
            assertThat(Call.of("f", arguments(text(bytes))).arguments()).isEqualTo(List.of(new Address(ADDRESS)));
        }
        assertThat(Call.of("f", arguments(text("two\tlines\n")))).hasToString("f(\"two\tlines\n\")");
        assertThat(Call.of("f", arguments(text("\u00e4\u00f6\u00fc")))).hasToString("f(\"\u00e4\u00f6\u00fc\")");
    }

    @Test
    void aTextThatWasCutSaysSo() {
        assertThat(Call.of("f", arguments(text("x".repeat(63))))).hasToString("f(\"" + "x".repeat(63) + "...\")");
        assertThat(Call.of("f", arguments(text("x".repeat(62))))).hasToString("f(\"" + "x".repeat(62) + "\")");
        // Half a letter at the end of what was cut is no part of the text.
        assertThat(Call.of("f", arguments(text("x".repeat(62) + "\udcc3"))))
                .hasToString("f(\"" + "x".repeat(62) + "...\")");
    }

    @Test
    void theSignOfAnIntIsInTheMiddleOfItsRegister() {
        var bits = List.of(0xffff_ffffL, -1L, 3_000_000_000L, 1L << 39, ADDRESS, 0L);
        var exact = new ArrayList<>();
        var register = new ArrayList<>();
        for (var one : bits) {
            exact.addAll(Call.of("f", arguments(word(one))).arguments());
            register.addAll(Call.ofRegisters("f", arguments(word(one))).arguments());
        }
        assertThat(exact).containsExactly(0xffff_ffffL, -1L, 3_000_000_000L, 1L << 39, new Address(ADDRESS), 0L);
        assertThat(register).containsExactly(-1L, -1L, 3_000_000_000L - (1L << 32), 1L << 39, new Address(ADDRESS), 0L);
        assertThat(Call.result((Struct) decoded("argument", word(0xffff_fffeL))))
                .isEqualTo(-2L);
        assertThat(Call.result((Struct) decoded("argument", text("/root")))).isEqualTo("/root");
    }

    @Test
    void otherProgramsGetTheParts() {
        var call = Call.of("f", arguments(text("a"), word(-3), word(ADDRESS)));
        assertThat(Json.line(call)).isEqualTo("{\"function\":\"f\",\"arguments\":[\"a\",-3,\"0x7f1234567890\"]}");
    }
}
