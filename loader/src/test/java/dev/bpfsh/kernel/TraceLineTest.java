// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLineTest {
    @Test
    void readsEachPart() {
        var line = "            bash-4242    [001] ...1.  1588.782660: bpf_trace_printk: BPF triggered from PID 4242.";
        assertThat(TraceLine.parse(line))
                .contains(new TraceLine(
                        "bash", 4242, 1, "...1.", 1588.782660, "bpf_trace_printk", "BPF triggered from PID 4242."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "            bash-4242    [001] ...1.  1588.782660: bpf_trace_printk: BPF triggered",
                "           <...>-6258    [017] d.h2. 99999.000001: bpf_trace_printk: x",
                "          <idle>-0       [000] dNs3.     0.500000: sched_wakeup: comm=a b-1 [000] 1.0: c:",
                " java GC Thread0-12345678 [000] .....    12.000000: f: ",
                "               a-1       [000] ...1.     1.000000: do_nanosleep <-hrtimer_nanosleep",
            })
    void printsWhatTheKernelPrinted(String line) {
        assertThat(TraceLine.parse(line))
                .hasValueSatisfying(read -> assertThat(read).hasToString(line));
    }

    @Test
    void readsTheFormsThatTraceOptionsMake() {
        var tgid = TraceLine.parse("         python3-6258    ( 6258) [001] ...1.  1589.435887: f: m")
                .orElseThrow();
        assertThat(tgid.tid()).isEqualTo(6258);
        assertThat(tgid.timestamp()).isEqualTo(1589.435887);
        var noTgid = TraceLine.parse("         python3-6258    (-------) [001] ...1.  1589.435887: f: m")
                .orElseThrow();
        assertThat(noTgid.flags()).isEqualTo("...1.");
        var noFlags = TraceLine.parse("         python3-6258    [001]   1589.435887: f: m")
                .orElseThrow();
        assertThat(noFlags.flags()).isEmpty();
        assertThat(noFlags).hasToString("         python3-6258    [001]   1589.435887: f: m");
        var counter = TraceLine.parse("         python3-6258    [001] ...1. 158943588712: f: m")
                .orElseThrow();
        assertThat(counter.timestamp()).isEqualTo(158943588712d);
    }

    @Test
    void aNameThatLooksLikeAHeaderIsAName() {
        var line = TraceLine.parse(" -1 [0] 1.0: f: -4242    [001] ...1.  1588.782660: g: m")
                .orElseThrow();
        assertThat(line.task()).isEqualTo("-1 [0] 1.0: f: ");
        assertThat(line.tid()).isEqualTo(4242);
        assertThat(line.function()).isEqualTo("g");
    }

    @Test
    void theNameIsCountedInBytes() {
        var line = TraceLine.parse("        \u00e4\u00f6\u65e5-5-77      [000] ...1.     2.000000: f: m");
        assertThat(line).isEmpty();
        var right = TraceLine.parse("       \u00e4\u00f6\u65e5-5-77      [000] ...1.     2.000000: f: m")
                .orElseThrow();
        assertThat(right.task()).isEqualTo("\u00e4\u00f6\u65e5-5");
        assertThat(right.tid()).isEqualTo(77);
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        var bytes = "            b\0sh-4242    [001] ...1.  1.000000: f: \0".getBytes(StandardCharsets.ISO_8859_1);
        bytes[13] = (byte) 0xff;
        bytes[bytes.length - 1] = (byte) 0x9b;
        var line = TraceLine.parse(bytes, 0, bytes.length).orElseThrow();
        assertThat(line.task()).isEqualTo("b\ufffdsh");
        assertThat(line.message()).isEqualTo("\ufffd");
    }

    @Test
    void whatItPrintsCannotDriveATerminal() {
        var line = TraceLine.parse(
                        "        \u001b[2Jevil-4242    [001] ...1.  1.000000: f: \u001b]0;title\u0007 \u202etxt\n2")
                .orElseThrow();
        assertThat(line.message()).startsWith("\u001b");
        assertThat(line.toString())
                .contains("\\e[2Jevil-4242", "f: \\e]0;title\\x07 \\u{202e}txt\\n2")
                .matches("\\P{Cntrl}*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "CPU:1 [LOST 20086 EVENTS]",
                "                -",
                "            bash-x       [001] ...1.  1588.782660: f: m",
                "            bash-99999999999 [001] ...1.  1588.782660: f: m",
                "            bash-1       [99999999999] ...1.  1588.782660: f: m",
                "            bash-1       [001] ...1.  1588.",
                "hello world, this is some text without any header",
            })
    void whatHasNoHeaderIsNoLine(String line) {
        assertThat(TraceLine.parse(line)).isEmpty();
    }
}
