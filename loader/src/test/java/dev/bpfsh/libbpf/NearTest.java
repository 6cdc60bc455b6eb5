// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearTest {
    private static final List<String> TRACEPOINTS = List.of(
            "sched/sched_switch",
            "syscalls/sys_enter_read",
            "syscalls/sys_enter_write",
            "syscalls/sys_enter_writev",
            "syscalls/sys_exit_write");

    @Test
    void aTypingErrorIsForgiven() {
        var globals = List.of("my_pid", "counter", "name");
        assertThat(Near.matches("mypid", globals, 3)).containsExactly("my_pid");
        assertThat(Near.matches("my_pdi", globals, 3)).containsExactly("my_pid");
        assertThat(Near.matches("MY_PID", globals, 3)).containsExactly("my_pid");
        assertThat(Near.matches("conuter", globals, 3)).containsExactly("counter");
        assertThat(Near.matches("total", globals, 3)).isEmpty();
    }

    @Test
    void beginningsComeBeforePartsBeforeErrors() {
        var names = List.of("xpid", "my_pid", "pid_max", "bid", "PID");
        assertThat(Near.matches("pid", names, 9)).containsExactly("PID", "pid_max", "xpid", "my_pid", "bid");
    }

    @Test
    void aTracepointIsFoundWithItsCategoryWrongOrMissing() {
        assertThat(Near.matches("syscalls/sys_enter_wirte", TRACEPOINTS, 1))
                .containsExactly("syscalls/sys_enter_write");
        assertThat(Near.matches("sys_enter_wirte", TRACEPOINTS, 1)).containsExactly("syscalls/sys_enter_write");
        assertThat(Near.matches("syscall/sys_enter_write", TRACEPOINTS, 1)).containsExactly("syscalls/sys_enter_write");
        assertThat(Near.matches("sched_switch", TRACEPOINTS, 9)).containsExactly("sched/sched_switch");
    }

    @Test
    void nothingIsNearToNothing() {
        assertThat(Near.matches("", TRACEPOINTS, 3)).isEmpty();
        assertThat(Near.matches("x", List.of(), 3)).isEmpty();
        assertThat(Near.matches("sys", TRACEPOINTS, 0)).isEmpty();
    }

    @Test
    void countsErrorsAsAPersonDoes() {
        assertThat(Near.distance("write", "write", 3)).isZero();
        assertThat(Near.distance("wirte", "write", 3)).isEqualTo(1);
        assertThat(Near.distance("wrte", "write", 3)).isEqualTo(1);
        assertThat(Near.distance("writee", "write", 3)).isEqualTo(1);
        assertThat(Near.distance("abcdef", "badcfe", 3)).isEqualTo(3);
        assertThat(Near.distance("kitten", "sitting", 3)).isEqualTo(3);
        assertThat(Near.distance("kitten", "sitting", 2)).isGreaterThan(2);
        assertThat(Near.distance("", "ab", 2)).isEqualTo(2);
    }

    @Test
    void theBandChangesNoAnswer() {
        var words = Stream.of("", "a", "ab", "ba", "abc", "acb", "bca", "abab", "baba", "aabb", "abcabc", "bcabca")
                .toList();
        for (var a : words) {
            for (var b : words) {
                int exact = Near.distance(a, b, 100);
                for (int limit = 1; limit < 8; limit++) {
                    int within = Near.distance(a, b, limit);
                    assertThat(Math.min(within, limit + 1))
                            .as("%s %s within %d", a, b, limit)
                            .isEqualTo(Math.min(exact, limit + 1));
                }
            }
        }
    }

    @Test
    void theNearestOfThreeThousandIsFound() {
        var many = IntStream.range(0, 3000)
                .mapToObj(i -> "syscalls/sys_enter_call" + i)
                .toList();
        assertThat(Near.matches("syscalls/sys_entre_call77", many, 1)).containsExactly("syscalls/sys_enter_call77");
    }
}
