// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static dev.bpfsh.view.FlameGraphTest.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackCountsTest {
    private static final Frame MAIN = new Frame("main", 5, "prog", Frame.Kind.NATIVE);
    private static final Frame READ = frame("sys_read", Frame.Kind.KERNEL);

    private static StackCounts some() {
        return new StackCounts()
                .add("prog", 7, List.of(READ), List.of(frame("Main.run", Frame.Kind.COMPILED), MAIN), 3)
                .add("prog", 7, List.of(), List.of(MAIN), 5)
                // The same function, elsewhere in it.
                .add("prog", 7, List.of(), List.of(new Frame("main", 9, "prog", Frame.Kind.NATIVE)), 1)
                .add("a;b\u001b", 8, List.of(), List.of(new Frame("[libc.so]", 4, "libc.so", Frame.Kind.UNKNOWN)), 1);
    }

    @Test
    void theMostFrequentComeFirst() {
        assertThat(some().samples()).isEqualTo(10);
        assertThat(some().hottest(2))
                .containsExactly(
                        "6 samples, 60.0 %, prog (7)",
                        "  native   main [prog]",
                        "",
                        "3 samples, 30.0 %, prog (7)",
                        "  kernel   sys_read",
                        "  compiled Main.run",
                        "  native   main [prog]",
                        "");
        assertThat(some().hottest(100)).contains("1 samples, 10.0 %, a;b\\e (8)", "  ?        [libc.so]");
        assertThat(new StackCounts().hottest(3)).isEmpty();
    }

    @Test
    void foldedLinesBeginWithTheOutermost() {
        assertThat(some().folded())
                .containsExactly("prog;main 6", "prog;main;Main.run;sys_read 3", "a:b\\e;[libc.so] 1");
    }

    @Test
    void jsonHasThePartsByName() {
        assertThat(Json.line(some().facts().get(0)))
                .isEqualTo("{\"samples\":6,\"process\":\"prog\",\"pid\":7,\"frames\":["
                        + "{\"name\":\"main\",\"module\":\"prog\",\"kind\":\"native\"}]}");
    }

    @Test
    void thePictureHasThemAll() {
        assertThat(some().flameGraph("some").svg()).contains("data-total=\"10\"", "Main.run: 3 samples", "sys_read");
    }
}
