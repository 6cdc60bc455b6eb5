// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceParserTest {
    private static final String HEADER = "            bash-42      [001] ...1.     1.500000: bpf_trace_printk: ";

    private final TraceParser parser = new TraceParser();

    private List<TraceLine> feed(String text) {
        var bytes = text.getBytes(UTF_8);
        return parser.feed(bytes, bytes.length);
    }

    private List<String> messages(String text) {
        return feed(text).stream().map(TraceLine::message).toList();
    }

    @Test
    void aReadMayBringManyEvents() {
        assertThat(messages(HEADER + "a\n" + HEADER + "b\n" + HEADER + "\n")).containsExactly("a", "b", "");
    }

    /** A read that ends with a line ends the event, so all other places are tried. */
    @Test
    void whereverAReadIsTornTheEventsAreTheSame() {
        var text = HEADER + "one\n" + "CPU:1 [LOST 7 EVENTS]\n" + HEADER + "two\nlines\n\n"
                + "             a\nb-43      [001] ...1.     1.500000: f: in a name\n" + HEADER + "three \u65e5\n";
        var bytes = text.getBytes(UTF_8);
        for (int cut = 1; cut <= bytes.length; cut++) {
            if (cut < bytes.length && bytes[cut - 1] == '\n') {
                continue;
            }
            var torn = new TraceParser();
            var events = new ArrayList<>(torn.feed(bytes, cut));
            var rest = Arrays.copyOfRange(bytes, cut, bytes.length);
            events.addAll(torn.feed(rest, rest.length));
            assertThat(events)
                    .as("cut at %d", cut)
                    .extracting(TraceLine::message)
                    .containsExactly("one", "two\nlines", "in a name", "three \u65e5");
            assertThat(torn.lost()).isEqualTo(7);
        }
    }

    @Test
    void aMessageMayHaveLines() {
        assertThat(messages(HEADER + "a\nb\n" + HEADER + "c\n\n")).containsExactly("a\nb", "c");
    }

    @Test
    void aLineBreakInANameEndsNothing() {
        var events = feed("   ev\nil-9 [000]-6258    [001] ...1.  1589.310139: f: x\n" + HEADER + "y\n");
        assertThat(events).extracting(TraceLine::message).containsExactly("x", "y");
        assertThat(events.get(0).task()).isEqualTo("ev\nil-9 [000]");
        assertThat(events.get(0).tid()).isEqualTo(6258);
        assertThat(events.get(0).toString()).startsWith("  ev\\nil-9 [000]-6258    [001]");
    }

    @Test
    void whatTheKernelLostIsCounted() {
        assertThat(messages("CPU:1 [LOST 20086 EVENTS]\n" + HEADER + "a\nCPU:0 [LOST 4 EVENTS]\nCPU:0 [LOST EVENTS]\n"))
                .containsExactly("a");
        assertThat(parser.lost()).isEqualTo(20_091);
    }

    @Test
    void textWithoutAHeaderIsNotDropped() {
        var events = feed("tracing_mark_write: a\nsomething\n" + HEADER + "b\n");
        assertThat(events).hasToString("[tracing_mark_write: a, something, " + HEADER + "b]");
        assertThat(events.get(0).tid()).isNegative();
    }

    @Test
    void aLineWithoutEndIsCutAndForgotten() {
        assertThat(feed(HEADER)).isEmpty();
        var events = new ArrayList<TraceLine>();
        for (int i = 0; i < 100; i++) {
            events.addAll(feed("x".repeat(1000)));
        }
        assertThat(events).hasSize(1);
        assertThat(events.get(0).message()).hasSizeBetween(TraceParser.LONGEST - 100, TraceParser.LONGEST);
        assertThat(messages("the end\n" + HEADER + "next\n")).containsExactly("next");
    }

    @Test
    void anythingAtAllIsSurvived() {
        var random = new Random(42);
        var alphabet = "\n\n -0[1]:. CPULOST".getBytes(UTF_8);
        for (int round = 0; round < 20_000; round++) {
            var noise = new byte[random.nextInt(120)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            parser.feed(noise, noise.length)
                    .forEach(line -> assertThat(line.toString()).matches("\\P{Cntrl}*"));
        }
        feed("\n");
        assertThat(messages(HEADER + "still here\n")).endsWith("still here");
    }
}
