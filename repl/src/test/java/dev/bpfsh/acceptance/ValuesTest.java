// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What values look like when they are the answer of a line: readable, and never more than the screen. */
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class ValuesTest {
    private static final String PROMPT = "bpfsh> ?$";
    private static final String PROGRAM = """
            var mine = compile(\"""
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct visit { int pid; char comm[16]; long times[40]; };
            struct {
                __uint(type, BPF_MAP_TYPE_HASH);
                __type(key, int);
                __type(value, struct visit);
                __uint(max_entries, 1000);
            } visits SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } rb SEC(".maps");
            SEC("socket") int refuse(void *ctx) { return 0; }
            char LICENSE[] SEC("license") = "GPL";
            \""")""";

    @TempDir
    Path home;

    private static String answer(Terminal terminal, String line) {
        terminal.press("C-l").await("\\A" + PROMPT);
        terminal.enter(line);
        // The whole answer, from the line that was typed to the next prompt, is on the screen.
        return terminal.await("(?s)\\Abpfsh> \\Q" + line + "\\E *\n.*" + PROMPT).screen();
    }

    @Test
    void everyAnswerIsReadableAndFitsTheScreen() {
        for (int height : new int[] {24, 40}) {
            try (var terminal = Bpfsh.in(home).terminal(height == 24 ? 80 : 120, height)) {
                terminal.await(PROMPT);
                terminal.paste(PROGRAM).press("Enter").await("then load\\(\\)\n  read .*\n" + PROMPT);
                answer(terminal, "mine.load()");
                answer(terminal, "var v = mine.map(\"visits\")");
                answer(terminal, "for (int i = 0; i < 100; i++) v.put(i, Map.of(\"pid\", i))");
                assertThat(answer(terminal, "v"))
                        .contains("visits  hash  1000 x 4 -> ", "key  pid  comm  times", " more: show(v)");
                assertThat(answer(terminal, "v.get(7)")).contains("\n    .pid = 7,\n", "... 8 more");
                assertThat(answer(terminal, "v.values()")).contains("pid  comm  times", " more of 100");
                assertThat(answer(terminal, "mine.program(\"refuse\").info()")).contains("  type      socket_filter");
                // As many as this machine has: the screen may end before ours.
                assertThat(answer(terminal, "progs()")).contains("id  ");
                assertThat(answer(terminal, "progs(\"refuse\")")).contains("id  ", "socket_filter", "refuse");
                assertThat(answer(terminal, "btf(\"task_struct\")"))
                        .contains("struct task_struct {\n    struct thread_info", " more lines");
                assertThat(answer(terminal, "var rb = mine.ringBuffer(\"rb\", \"visit\")"))
                        .contains("0 of 4096 B");
                for (var waits :
                        List.of("rb.forEach(System.out::println)", "v.forEach((k, x) -> { while (true) {} })")) {
                    terminal.press("C-l").await("\\A" + PROMPT);
                    terminal.enter("System.out.println(\"begun\"); " + waits);
                    terminal.await("\nbegun$").press("C-c");
                    terminal.await("stopped\n" + PROMPT);
                }
                assertThat(answer(terminal, "rb")).contains("rb: ring buffer, 0 of 4096 B unread");
                answer(terminal, "mine.close()");
                assertThat(answer(terminal, "v")).contains("visits  hash", "\n  closed\n");
                terminal.press("C-d");
                assertThat(terminal.awaitEnd()).isZero();
            }
        }
    }
}
