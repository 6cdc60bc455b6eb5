// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void goesWhereItIsRoutedOnTheCallingThread() {
        List<String> seen = new ArrayList<>();
        Output.Route route =
                Output.route(text -> seen.add(Thread.currentThread().getName() + " " + text));
        Output.background("a line");
        Output.background("two\nlines\n");
        Output.background("");
        Output.Route inner = Output.route(text -> seen.add("inner " + text));
        Output.background("x");
        inner.close();
        Output.background("y");
        route.close();
        String me = Thread.currentThread().getName() + " ";
        assertThat(seen).containsExactly(me + "a line\n", me + "two\nlines\n", "inner x\n", me + "y\n");
    }
}
