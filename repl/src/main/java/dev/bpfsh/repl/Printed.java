// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Output;
import java.io.PrintStream;

/** While it is open, all that is printed goes elsewhere than to the terminal; what is wrong is still told there. */
final class Printed implements AutoCloseable {
    private final PrintStream before = System.out;
    private final Above above;
    private final Output.Route background;
    private final Output.Route live;
    private final Output.Route paged;

    Printed(PrintStream to, Above above) {
        this.above = above;
        System.setOut(to);
        above.answersTo(to);
        background = Output.route(to::print);
        live = Output.liveRoute((owner, lines) -> to.print(lines));
        paged = Output.pager((lines, folds) -> lines.forEach(to::println));
    }

    @Override
    public void close() {
        paged.close();
        live.close();
        background.close();
        above.answersTo(null);
        System.setOut(before);
    }
}
